using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Postgres.Connections;
using ConcurrencyBench.Processes;
using ConcurrencyBench.Workloads.Fixtures;
using Npgsql;

namespace ConcurrencyBench.Postgres.Servers;

/// <summary>
/// A PostgreSQL server of this program: in a folder under the temporary path, on a free port of 127.0.0.1, with a password
/// of its own. <see cref="ServerScript"/> starts it and ends it, also when this process is killed.
/// </summary>
internal sealed class StartedServer : Fixture
{
    /// <summary>
    /// How many connections it allows, all models of a comparison together: each is a process with 1.3 MB of its own, so that more
    /// would measure how the machine pages.
    /// </summary>
    public const int MostConnections = 1500;

    /// <summary>What is in a server's folder, in its name.</summary>
    public const string Kind = "postgres";

    private const int MostAttempts = 3;
    private const string PortIsTaken = "could not bind";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(30);

    private readonly ChildProcess _script;
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private StartedServer(string folder, ChildProcess script)
        : base(folder) => _script = script;

    public override Task<string> Ended => _ended.Task;

    /// <summary>The file of a started server's folder that says how to connect; only its owner and root may read it.</summary>
    public static string ConnectionFile(string folder) => Path.Combine(folder, "connection");

    /// <summary>Starts a server and waits until it lets us in.</summary>
    /// <exception cref="FixtureException">It did not start.</exception>
    public static async Task<StartedServer> StartAsync(CancellationToken cancellationToken)
    {
        var (installed, reason) = InstalledPostgres.Find();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await StartAsync(installed ?? throw new FixtureException(null, reason!), cancellationToken);
            }
            catch (FixtureException exception) when (attempt < MostAttempts && exception.Message.Contains(PortIsTaken, StringComparison.Ordinal))
            {
                // Another process took the port between our look and the server's.
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await Task.Run(_script.Dispose);
        await Task.Run(RemoveFolder);
    }

    private static async Task<StartedServer> StartAsync(InstalledPostgres installed, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = IPAddress.Loopback.ToString(),
            Port = FreePort.On(IPAddress.Loopback),
            Username = ServerScript.User,
            Password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)),
            Database = "postgres",
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        };
        StartedServer? server = null;
        var script = StartScript(installed, settings.Port, child => server?.ReportEnd(child));
        try
        {
            // Not disposed: the stream is the process's.
            var folder = await new StreamReader(script.Output).ReadLineAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken)
                ?? throw new FixtureException(null, $"no folder for PostgreSQL could be made: {Log(script)}");
            server = new StartedServer(folder, script);
            WriteConnection(folder, settings.ConnectionString);
            await script.Input.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"{settings.Password}\n"), cancellationToken);
            await script.Input.FlushAsync(cancellationToken);
            await server.WaitUntilReadyAsync(settings, cancellationToken);
            return server;
        }
        catch (Exception exception)
        {
            await (server?.DisposeAsync() ?? new ValueTask(Task.Run(script.Dispose, CancellationToken.None)));
            if (exception is IOException or TimeoutException or UnauthorizedAccessException)
            {
                throw new FixtureException(server?.Address, $"PostgreSQL did not start ({exception.Message}): {Log(script)}", exception);
            }

            throw;
        }
    }

    private static ChildProcess StartScript(InstalledPostgres installed, int port, Action<ChildProcess> ended)
    {
        string[] command =
        [
            "/bin/sh", "-c", ServerScript.Alone, "cbench-postgres", .. installed.RunAs, "/bin/sh", "-c", ServerScript.Text, "cbench-postgres",
            installed.Folder, port.ToString(CultureInfo.InvariantCulture), Path.TrimEndingDirectorySeparator(Path.GetTempPath()), MostConnections.ToString(CultureInfo.InvariantCulture), Leftovers.Prefix(Kind),
        ];
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        try
        {
            return ChildProcess.Start(start, ended);
        }
        catch (Win32Exception exception)
        {
            throw new FixtureException(null, $"{command[0]} did not start: {exception.Message}", exception);
        }
    }

    private static void WriteConnection(string folder, string connectionString)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(ConnectionFile(folder), options);
        writer.Write(connectionString);
    }

    private static string Log(ChildProcess script) => script.LogTail is [] ? "it said nothing" : string.Join(" | ", script.LogTail);

    private async Task WaitUntilReadyAsync(NpgsqlConnectionStringBuilder settings, CancellationToken cancellationToken)
    {
        await using var source = Sources.Of(settings);
        for (var started = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException exception)
            {
                if (_script.ExitCode is not null || Stopwatch.GetElapsedTime(started) > Patience)
                {
                    throw new FixtureException(Address, $"PostgreSQL did not start ({exception.Message}): {Log(_script)}", exception);
                }
            }

            await Task.Delay(BetweenLooks, cancellationToken);
        }
    }

    private void ReportEnd(ChildProcess script) => _ended.TrySetResult($"PostgreSQL's {script.DescribeEnd()}: {Log(script)}");

    /// <summary>The script removes it, unless it was killed; what is left of it a later run removes.</summary>
    private void RemoveFolder()
    {
        if (Directory.Exists(Address))
        {
            _ = InstalledPostgres.Remove(Address);
        }
    }
}
