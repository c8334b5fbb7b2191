using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ConcurrencyBench.Core;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>A fixture process of this program: opened, checked, and removed when disposed.</summary>
internal sealed class FixtureClient : IOpenFixture
{
    private const int CheckedItems = 5;

    /// <summary>How many times its delay a server may take, in the median of the checked items.</summary>
    private const double SlowestAnswer = 3;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ChildProcess _process;

    private readonly bool _hasServer;

    private FixtureClient(ChildProcess process, bool hasServer) => (_process, _hasServer) = (process, hasServer);

    /// <inheritdoc/>
    public string? Address { get; private set; }

    /// <inheritdoc/>
    public int? ProcessId => _hasServer ? _process.Id : null;

    /// <summary>Starts a workload's fixture and runs a few items against it.</summary>
    /// <param name="workload">Whose; set up by this, disposed by the caller.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The fixture.</returns>
    /// <exception cref="WorkerException">It did not open or did not behave.</exception>
    public static async Task<IOpenFixture> OpenAsync(Workload workload, ulong seed, CancellationToken cancellationToken)
    {
        var fixture = new FixtureClient(Start(workload.Id, seed), workload.HasServer);
        try
        {
            await fixture.ReadAddressAsync(workload.Id, cancellationToken).ConfigureAwait(false);
            if (fixture.Address is not null)
            {
                await fixture.TryAsync(workload, new WorkloadSetup(seed, Concurrency: 1, fixture.Address), cancellationToken).ConfigureAwait(false);
            }

            return fixture;
        }
        catch
        {
            await fixture.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public string? End => _process.ExitCode is null ? null : _process.DescribeEnd();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.Run(_process.Dispose).ConfigureAwait(false);
        if (_process.ExitCode is not 0 && Directory.Exists(Address) && IsTemporary(Address))
        {
            // It was killed, and so could not remove its folder.
            Directory.Delete(Address, recursive: true);
        }
    }

    /// <summary>In the temporary path; or in /tmp, where PostgreSQL has its folder when root's temporary path is closed to it.</summary>
    private static bool IsTemporary(string folder) =>
        (Path.GetDirectoryName(folder) == Path.GetDirectoryName(Path.GetTempPath()) || Path.GetDirectoryName(folder) == "/tmp")
        && Path.GetFileName(folder).StartsWith("cbench-", StringComparison.Ordinal);

    private static ChildProcess Start(string workload, ulong seed)
    {
        try
        {
            return ChildProcess.Start(ProgramCommand.StartInfo("fixture", workload, seed.ToString(CultureInfo.InvariantCulture)));
        }
        catch (Win32Exception exception)
        {
            throw new WorkerException($"the fixture of {workload} did not start: {exception.Message}", null, null, []);
        }
    }

    private async Task ReadAddressAsync(string workload, CancellationToken cancellationToken)
    {
        // Not disposed: the stream is the process's.
        var reader = new StreamReader(_process.Output);
        try
        {
            var line = await reader.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Deadline, cancellationToken).ConfigureAwait(false);
            if (line is null)
            {
                await _process.WaitForExitAsync(Deadline, cancellationToken).ConfigureAwait(false);
                throw Failed($"the fixture of {workload} did not open: {_process.DescribeEnd()}");
            }

            Address = line.Length == 0 ? null : line;
        }
        catch (TimeoutException)
        {
            _process.Kill();
            throw Failed($"the fixture of {workload} did not open within {Deadline.TotalSeconds:0} s");
        }
    }

    /// <summary>What a workload throws when its fixture is unfit is the workload's affair: any of it fails the fixture.</summary>
    private async Task TryAsync(Workload workload, WorkloadSetup setup, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Run(
                async () =>
                {
                    await workload.SetUpAsync(setup, cancellationToken).ConfigureAwait(false);
                    Check(workload);
                },
                cancellationToken).WaitAsync(Deadline, cancellationToken).ConfigureAwait(false);
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

    private void Check(Workload workload)
    {
        var gate = default(NoGate);
        var durations = new List<TimeSpan>();

        // The first one compiles its way through the client.
        workload.Execute(0, ref gate);
        for (var item = 0; item < CheckedItems; item++)
        {
            var started = Stopwatch.GetTimestamp();
            var digest = workload.Execute(item, ref gate);
            durations.Add(Stopwatch.GetElapsedTime(started));
            if (digest != workload.Expected(item))
            {
                throw Failed($"the fixture of {workload.Id} gave a wrong answer for item {item}");
            }
        }

        durations.Sort();
        if (workload.Delay > TimeSpan.Zero && (durations[0] < workload.Delay || durations[CheckedItems / 2] > SlowestAnswer * workload.Delay))
        {
            throw Failed(
                $"the fixture of {workload.Id} answers after {durations[0].TotalMilliseconds:0.0} to {durations[^1].TotalMilliseconds:0.0} ms instead of {workload.Delay.TotalMilliseconds:0} ms");
        }
    }

    private WorkerException Failed(string reason) => new(reason, _process.Id, _process.ExitCode, _process.LogTail);
}
