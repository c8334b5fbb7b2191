using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Workloads.Connections;
using Npgsql;

namespace ConcurrencyBench.Postgres.Connections;

/// <summary>A connection with its prepared command.</summary>
internal sealed class PostgresConnection : IConnection<byte[]>
{
    /// <summary>The server hashes what only this request contains, and delays the answer. Functions alone: nothing is created on a user's server.</summary>
    private const string Query = "select sha256(int8send($1) || int8send($2)), pg_sleep(0.01)";

    private const string Limit = """
        select least(
            current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
                - coalesce(current_setting('reserved_connections', true)::int, 0)
                - (select sum(numbackends) from pg_stat_database)::int + 1,
            (select nullif(rolconnlimit, -1) from pg_roles where rolname = current_user),
            (select nullif(datconnlimit, -1) from pg_database where datname = current_database()))
        """;

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _command;
    private readonly NpgsqlParameter<long> _item = new();

    private PostgresConnection(NpgsqlConnection connection, ulong seed)
    {
        _connection = connection;
        _command = new NpgsqlCommand(Query, connection)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = unchecked((long)seed) }, _item },
        };
    }

    /// <summary>Connects by the blocking calls, and prepares the query.</summary>
    /// <exception cref="NpgsqlException">The server is not there, does not let us in or does not know the query.</exception>
    public static PostgresConnection Open(NpgsqlDataSource source, ulong seed)
    {
        var connection = new PostgresConnection(source.OpenConnection(), seed);
        try
        {
            connection._command.Prepare();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <exception cref="NpgsqlException">The connection broke, or the server refused.</exception>
    public byte[] Exchange<TGate>(int item, ref TGate gate)
        where TGate : struct, IGate
    {
        _item.TypedValue = item;
        return (byte[])_command.ExecuteScalar()!;
    }

    /// <exception cref="NpgsqlException">The connection broke, or the server refused.</exception>
    public async ValueTask<byte[]> ExchangeAsync(int item, CancellationToken cancellationToken)
    {
        _item.TypedValue = item;
        return (byte[])(await _command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Asks how many connections this user could have to this database now, this one counted.</summary>
    /// <exception cref="NpgsqlException">The server refused.</exception>
    public int AskForLimit()
    {
        using var command = new NpgsqlCommand(Limit, _connection);
        return (int)command.ExecuteScalar()!;
    }

    public void Dispose()
    {
        _command.Dispose();
        _connection.Dispose();
    }
}
