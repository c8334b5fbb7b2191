using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Postgres;
using ConcurrencyBench.Postgres.Servers;
using ConcurrencyBench.Processes;
using Npgsql;

namespace ConcurrencyBench.Workloads.Tests;

/// <summary>The server that <c>postgres</c> starts for itself: alone, closed to others, and gone afterwards however it ends.</summary>
[Collection(nameof(Alone))]
public sealed class PostgresWorkloadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task DisposeAsync_StartedServer_LeavesNoProcessNoFolderAndNoPort()
    {
        await using var running = await RunningWorkload.OpenAsync("postgres");
        running.Execute(0);
        var (folder, postmaster, port) = Find(running);

        await running.DisposeAsync();

        Assert.False(Directory.Exists(folder));
        Assert.False(ProcessTree.IsAlive(postmaster));
        new TcpListener(IPAddress.Loopback, port).Start();
    }

    [Fact(Timeout = 60_000)]
    public async Task OpenFixtureAsync_Canceled_LeavesNothing()
    {
        await using var workload = await AvailableAsync();
        var before = Folders();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => workload.OpenFixtureAsync(1, cancellation.Token));

        Assert.Empty(Children());
        Assert.Empty(Folders().Except(before));
    }

    [Fact(Timeout = 60_000)]
    public async Task Ended_PostmasterKilled_IsReportedAndTheFolderIsGone()
    {
        await using var workload = await AvailableAsync();
        await using var fixture = await workload.OpenFixtureAsync(1, Token);

        Kill(Postmaster(fixture.Address));

        Assert.Contains("ended with exit code", await fixture.Ended.WaitAsync(Token), StringComparison.Ordinal);
        Assert.False(Directory.Exists(fixture.Address));
    }

    [Fact(Timeout = 60_000)]
    public async Task Ended_ScriptKilled_TheServerEndsTooAndDisposalRemovesTheFolder()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the kernel of Linux notifies a child of its parent's death");
        await using var workload = await AvailableAsync();
        await using var fixture = await workload.OpenFixtureAsync(1, Token);
        var postmaster = Postmaster(fixture.Address);

        Kill(Parent(postmaster));

        Assert.Contains("SIGKILL", await fixture.Ended.WaitAsync(Token), StringComparison.Ordinal);
        while (ProcessTree.IsAlive(postmaster))
        {
            await Task.Delay(20, Token);
        }

        await fixture.DisposeAsync();
        Assert.False(Directory.Exists(fixture.Address));
    }

    /// <summary>A group is ended as a whole: who ends that of the program must leave the script, and who ends the script's must leave the watch.</summary>
    [Fact(Timeout = 60_000)]
    public async Task StartedServer_ItsScriptAndItsWatch_LeadGroupsOfTheirOwn()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "groups are ended on Linux alone");
        await using var workload = await AvailableAsync();
        await using var fixture = await workload.OpenFixtureAsync(1, Token);
        var script = Parent(Postmaster(fixture.Address));

        // The watch leads one as soon as it has become a program of its own.
        List<(int Id, int Parent, int Group, long StartTicks)> processes;
        do
        {
            await Task.Delay(20, Token);
            processes = [.. ProcessTree.All().Where(process => process.Id == script || process.Parent == script)];
        }
        while (processes.Count != 3 || processes.Exists(process => process.Group != process.Id));
    }

    [Fact(Timeout = 60_000)]
    public async Task StartedServer_WithoutItsPassword_RefusesTheConnection()
    {
        await using var running = await RunningWorkload.OpenAsync("postgres");
        var settings = Settings(running);
        settings.Password = "wrong";
        await using var source = NpgsqlDataSource.Create(settings);

        var refused = await Assert.ThrowsAsync<PostgresException>(async () => await source.OpenConnectionAsync(Token));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    [Fact(Timeout = 60_000)]
    public async Task Execute_ConnectionEndedByTheServer_FailsAndTheNextItemIsRight()
    {
        await using var running = await RunningWorkload.OpenAsync("postgres");
        running.Execute(0);
        await using var source = NpgsqlDataSource.Create(Settings(running));
        await using var others = source.CreateCommand("select pg_terminate_backend(pid, 10000) from pg_stat_activity where application_name = 'cbench'");
        await others.ExecuteNonQueryAsync(Token);

        Assert.ThrowsAny<NpgsqlException>(() => running.Execute(1));
        Assert.Equal(running.Workload.Expected(2), running.Execute(2));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("postgres://me:hidden@nowhere/db?sslmode=disable")]
    [InlineData("Host=nowhere;Pasword=hidden")]
    [InlineData("Host=nowhere;Port=hidden")]
    [InlineData("Username=me;Password=hidden")]
    public void Parse_NoConnectionString_SaysHowToWriteOneAndRepeatsNothing(string given)
    {
        var refused = Assert.Throws<UsageException>(() => GivenServer.Parse(given));

        Assert.Contains("Host=…", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", refused.ToString(), StringComparison.Ordinal);
    }

    private static async Task<PostgresWorkload> AvailableAsync()
    {
        // Skips where there is no PostgreSQL.
        await using var running = await RunningWorkload.OpenAsync("postgres");
        return (PostgresWorkload)RunningWorkload.Catalog.CreateWorkload("postgres");
    }

    private static NpgsqlConnectionStringBuilder Settings(RunningWorkload running) =>
        new(File.ReadAllText(StartedServer.ConnectionFile(running.Address!)));

    private static (string Folder, int Postmaster, int Port) Find(RunningWorkload running) =>
        (running.Address!, Postmaster(running.Address!), Settings(running).Port);

    private static int Postmaster(string folder) =>
        int.Parse(File.ReadLines(Path.Combine(folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private static int Parent(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private static string[] Folders() => Directory.GetDirectories(Path.GetTempPath(), "cbench-postgres-*");

    private static IReadOnlyList<string> Children() => [.. Directory.GetDirectories("/proc/self/task").SelectMany(ChildrenOf)];

    private static string[] ChildrenOf(string task)
    {
        try
        {
            return File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (IOException)
        {
            // The thread ended meanwhile; its children are another's then.
            return [];
        }
    }

    private static void Kill(int process)
    {
        using var found = Process.GetProcessById(process);
        found.Kill();
    }
}
