using System.Globalization;
using ConcurrencyBench.Postgres;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.EndToEnd.Tests.Driving;

/// <summary>A PostgreSQL server that the program holds for a test, as it does for a round; to the run under test it is a stranger's.</summary>
internal sealed class PostgresServer : IDisposable
{
    private readonly ChildProcess _fixture;

    private PostgresServer(ChildProcess fixture, string folder)
    {
        _fixture = fixture;
        ConnectionString = File.ReadAllText(Path.Combine(folder, "connection"));
        Password = ConnectionString.Split(';').Single(part => part.StartsWith("Password=", StringComparison.Ordinal)).Split('=')[1];
    }

    /// <summary>How to connect to it; with the password.</summary>
    public string ConnectionString { get; }

    /// <summary>The secret.</summary>
    public string Password { get; }

    /// <summary>Skips the test where there is no PostgreSQL; fails it where .ci/run should have installed it.</summary>
    public static void Require()
    {
        if (new PostgresWorkload().Availability.ReasonAgainst is { } reason)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $".ci/run installs PostgreSQL, and yet: {reason}");
            Assert.Skip(reason);
        }
    }

    /// <summary>Starts a server.</summary>
    /// <returns>The server; it ends on disposal.</returns>
    public static async Task<PostgresServer> StartAsync()
    {
        Require();
        var fixture = ChildProcess.Start(ProgramCommand.StartInfo("fixture", "postgres", "1"));
        var folder = await new StreamReader(fixture.Output).ReadLineAsync(TestContext.Current.CancellationToken);
        return folder is null
            ? throw new InvalidOperationException(string.Join('\n', fixture.LogTail))
            : new PostgresServer(fixture, folder);
    }

    /// <summary>The data folder of the server that a process holds, and the server's process.</summary>
    /// <param name="fixture">The process that holds it.</param>
    /// <returns>The folder of the server, and the process.</returns>
    public static (string Folder, int Postmaster) Of(int fixture) =>
        (from id in Descendants(fixture)
         let command = File.ReadAllText($"/proc/{id}/cmdline").Split('\0')
         where Path.GetFileName(command[0]) == "postgres" && command.ElementAtOrDefault(1) == "-D"
         select (Path.GetDirectoryName(command[2])!, id)).First();

    public void Dispose() => _fixture.Dispose();

    private static IEnumerable<int> Descendants(int process) =>
        from task in Directory.GetDirectories($"/proc/{process}/task")
        from child in File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
        let id = int.Parse(child, CultureInfo.InvariantCulture)
        from found in Descendants(id).Prepend(id)
        select found;
}
