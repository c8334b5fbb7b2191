using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Launching;

/// <summary>A fixture process of this program: opened, checked, and removed when disposed.</summary>
internal sealed class FixtureClient : IOpenFixture
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    // For the items of one cell that those before it do not have: up to the largest that users may ask for, on a slow machine.
    private static readonly TimeSpan ComputingDeadline = TimeSpan.FromMinutes(2);

    private readonly ChildProcess _process;

    private readonly bool _hasServer;

    private FixtureClient(ChildProcess process, Workload workload) => (_process, _hasServer, Kind) = (process, workload.HasServer(), workload.Kind);

    public WorkloadKind Kind { get; }

    public string? Address { get; private set; }

    /// <summary>What operations have, by their cells' parameters.</summary>
    public IReadOnlyDictionary<Parameters, CellExpectation> Expectations { get; set; } = new Dictionary<Parameters, CellExpectation>();

    public int? ProcessId => _hasServer ? _process.Id : null;

    /// <summary>Starts a workload's fixture and runs a few items against it.</summary>
    /// <param name="workload">Whose; set up by this, disposed by the caller.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="cells">For which parameters its process is to compute what an operation has.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="WorkerException">It did not open or did not behave.</exception>
    public static async Task<FixtureClient> OpenAsync(
        Workload workload, ulong seed, IReadOnlyCollection<Parameters> cells, CancellationToken cancellationToken)
    {
        var fixture = new FixtureClient(Start(workload.Id, seed, cells), workload);
        try
        {
            await fixture.ReadAsync(workload.Id, cells, cancellationToken).ConfigureAwait(false);
            if (fixture.Address is not null && workload is ItemWorkload items)
            {
                await fixture.TryAsync(items, new WorkloadSetup(seed, Concurrency: 1, fixture.Address), cancellationToken).ConfigureAwait(false);
            }

            return fixture;
        }
        catch
        {
            await fixture.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public TimeSpan? SlowAnswer { get; private set; }

    public CellExpectation ExpectationAt(Parameters parameters) => Expectations[parameters];

    public string? End => _process.ExitCode is null ? null : _process.DescribeEnd();

    public async ValueTask DisposeAsync()
    {
        await Task.Run(_process.Dispose).ConfigureAwait(false);
        if (_process.ExitCode is not 0 && Directory.Exists(Address) && IsTemporary(Address))
        {
            // It was killed, and so could not remove its folder. Its server may be removing it just now.
            Leftovers.RemoveOwn(Address);
        }
    }

    /// <summary>In the temporary path; or in /tmp, where PostgreSQL has its folder when root's temporary path is closed to it.</summary>
    private static bool IsTemporary(string folder) =>
        (Path.GetDirectoryName(folder) == Path.GetDirectoryName(Path.GetTempPath()) || Path.GetDirectoryName(folder) == "/tmp")
        && Path.GetFileName(folder).StartsWith("cbench-", StringComparison.Ordinal);

    private static ChildProcess Start(string workload, ulong seed, IReadOnlyCollection<Parameters> cells)
    {
        try
        {
            var start = ProgramCommand.StartInfo(["fixture", workload, seed.ToString(CultureInfo.InvariantCulture), .. cells.Select(cell => cell.Id)]);

            // A server that hands each request to the thread pool takes more CPU time than the clients that are measured.
            start.Environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1";
            return ChildProcess.Start(start);
        }
        catch (Win32Exception exception)
        {
            throw new WorkerException($"the fixture of {workload} did not start: {exception.Message}", null, null, []);
        }
    }

    private async Task ReadAsync(string workload, IReadOnlyCollection<Parameters> cells, CancellationToken cancellationToken)
    {
        // Not disposed: the stream is the process's.
        var reader = new StreamReader(_process.Output);
        var (patience, step) = (Deadline, "open");
        try
        {
            var line = await LineAsync(Deadline, "open").ConfigureAwait(false);
            Address = line.Length == 0 ? null : line;
            var expectations = new Dictionary<Parameters, CellExpectation>();
            while (expectations.Count < cells.Count)
            {
                var parts = (await LineAsync(ComputingDeadline, "compute what an operation has").ConfigureAwait(false)).Split(' ');
                expectations[Parameters.Parse(parts[0])] = CellExpectation.Parse(parts.AsSpan(1));
            }

            Expectations = expectations;
        }
        catch (TimeoutException)
        {
            _process.Kill();
            throw Failed($"the fixture of {workload} did not {step} within {patience.TotalSeconds:0} s");
        }

        async Task<string> LineAsync(TimeSpan deadline, string what)
        {
            (patience, step) = (deadline, what);
            if (await Heartbeat.OfThisProcess.WaitAsync(reader.ReadLineAsync(cancellationToken).AsTask(), deadline, cancellationToken).ConfigureAwait(false) is { } line)
            {
                return line;
            }

            await _process.WaitForExitAsync(Deadline, cancellationToken).ConfigureAwait(false);

            // One that ends by itself says why.
            throw Failed($"the fixture of {workload} did not {step}: {(_process is { ExitCode: 1, LogTail: [.., var reason] } ? reason : _process.DescribeEnd())}");
        }
    }

    /// <summary>What a workload throws when its fixture is unfit is the workload's affair: any of it fails the fixture.</summary>
    private async Task TryAsync(ItemWorkload workload, WorkloadSetup setup, CancellationToken cancellationToken)
    {
        try
        {
            var check = Task.Run(
                async () =>
                {
                    await workload.SetUpAsync(setup, cancellationToken).ConfigureAwait(false);
                    return await CheckAsync(workload, cancellationToken).ConfigureAwait(false);
                },
                cancellationToken);
            SlowAnswer = await Heartbeat.OfThisProcess.WaitAsync(check, Deadline, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _process.Kill();
            throw Failed($"the fixture of {workload.Id} did not answer within {Deadline.TotalSeconds:0} s");
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or WorkerException))
        {
            throw Failed($"the fixture of {workload.Id} failed its check: {exception.Message}");
        }
    }

    private Task<TimeSpan?> CheckAsync(ItemWorkload workload, CancellationToken cancellationToken)
    {
        // The first one compiles its way through the client.
        Ask(0);
        return FixtureCheck.RunAsync(workload, Ask, pause => Task.Delay(pause, cancellationToken));

        TimeSpan Ask(int item)
        {
            var gate = default(NoGate);
            var started = Stopwatch.GetTimestamp();
            var digest = workload.Execute(item, ref gate);
            var took = Stopwatch.GetElapsedTime(started);
            return digest == workload.Expected(item) ? took : throw Failed($"the fixture of {workload.Id} gave a wrong answer for item {item}");
        }
    }

    private WorkerException Failed(string reason) => new(reason, _process.Id, _process.ExitCode, _process.LogTail);
}
