namespace ConcurrencyBench.Postgres.Servers;

/// <summary>
/// The shell script between this program and a server that it starts: the server's parent, which ends when either of them does. It is a
/// process of its own because only a parent can wait for PostgreSQL, and because a kill of the program should not
/// have to clean up. It ends the server and removes the folder as soon as its standard input closes.
/// </summary>
internal static class ServerScript
{
    /// <summary>The server's only user.</summary>
    public const string User = "cbench";

    /// <summary>
    /// Takes a command, and becomes it: in a session of its own where that is available. What ends the group of the program must leave the
    /// script, which then ends the server.
    /// </summary>
    public const string Alone = """
        command -v setsid > /dev/null && exec setsid "$@"
        exec "$@"
        """;

    /// <summary>
    /// Takes the programs' folder, a port, where to make a folder, the most connections and what the folder's name begins with; writes the folder's path; reads
    /// the password of <see cref="User"/>.
    /// </summary>
    public const string Text = """
        # Signals of a terminal reach every process; who started this decides when it ends, by closing the input.
        trap '' INT TERM HUP
        ending=
        trap ending=yes USR1
        umask 077

        # The temporary path of root may be closed to the user that this runs as.
        folder=$(mktemp -d "$3/$5XXXXXX" 2> /dev/null || mktemp -d "/tmp/$5XXXXXX") || exit 1
        fail() { rm -rf "$folder"; exit 1; }
        echo "$folder"
        IFS= read -r password || fail
        printf '%s\n' "$password" > "$folder/password"
        "$1/initdb" -D "$folder/data" -U cbench --pwfile="$folder/password" --auth=scram-sha-256 \
            --encoding=UTF8 --locale=C --no-sync > "$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; fail; }
        rm "$folder/password"

        # Out of the terminal's reach, and notified by the kernel should this script be killed.
        alone=
        command -v setsid > /dev/null && alone=setsid
        guard=$alone
        setpriv --pdeathsig QUIT true 2> /dev/null && guard="$guard setpriv --pdeathsig QUIT"

        # As durable as a fixture needs: not at all. Shared memory in its folder, where nothing is left of it.
        exec 3<&0
        $guard "$1/postgres" -D "$folder/data" -p "$2" \
            -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
            -c max_connections="$4" -c superuser_reserved_connections=0 -c max_locks_per_transaction=10 -c max_pred_locks_per_transaction=10 \
            -c shared_buffers=16MB -c dynamic_shared_memory_type=mmap -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
            -c wal_level=minimal -c max_wal_senders=0 -c checkpoint_timeout=1h -c autovacuum=off -c jit=off -c restart_after_crash=off \
            < /dev/null >&2 3<&- &
        server=$!

        # An immediate shutdown; again and again, because a server that is just starting does not hear it yet. It keeps no
        # output open: should this script be killed, that is how it is noticed. Whatever is left of the script's group is
        # ended then: it is in none of it.
        $alone /bin/sh -c 'read -r _; kill -USR1 "$1"; while kill -QUIT "$2"; do sleep 0.1; done' cbench-postgres $$ "$server" \
            <&3 3<&- > /dev/null 2>&1 &
        watch=$!
        exec < /dev/null 3<&-
        while kill -0 "$server" 2> /dev/null; do wait "$server"; done
        test "$ending" || kill -KILL "$watch"
        wait "$watch"
        rm -rf "$folder"
        """;
}
