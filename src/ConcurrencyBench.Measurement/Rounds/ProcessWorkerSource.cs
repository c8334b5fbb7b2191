using System.ComponentModel;
using ConcurrencyBench.Core;
using ConcurrencyBench.Core.Records;
using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>Workers and fixtures that are processes of this program.</summary>
/// <param name="catalog">The models and workloads there are.</param>
/// <param name="settings">What the user set about the models.</param>
/// <param name="plan">Whether there is a warm-up.</param>
public sealed class ProcessWorkerSource(Catalog catalog, ModelSettings settings, Plan plan) : IWorkerSource
{
    // What was called 30 times the runtime compiles again in the background, with counters; and once more after 30 further calls.
    // The count begins a moment after the first call.
    private const int CallsUntilCompiled = 34;
    private const int Compilations = 2;

    // Every round has the same operations.
    private readonly Dictionary<(string Workload, ulong Seed), IReadOnlyDictionary<int, CellExpectation>> _expectations = [];

    /// <inheritdoc/>
    public async Task<IWorker> LaunchAsync(string modelId, string workloadId, CancellationToken cancellationToken)
    {
        await using var model = catalog.CreateModel(modelId, settings);
        await using var workload = catalog.CreateWorkload(workloadId);
        var worker = new WorkerClient(Start(model, workload));
        try
        {
            var description = await worker.DescribeAsync(cancellationToken).ConfigureAwait(false);
            if (description.ProtocolVersion != WorkerDescription.CurrentProtocolVersion)
            {
                throw new WorkerException(
                    $"worker speaks protocol version {description.ProtocolVersion}, not {WorkerDescription.CurrentProtocolVersion}", null, null, []);
            }

            if (plan.WarmsUp)
            {
                await CompileApproachAsync(worker, CompilationPause.Of(model), cancellationToken).ConfigureAwait(false);
            }

            return worker;
        }
        catch
        {
            await worker.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<IOpenFixture> OpenFixtureAsync(string workloadId, ulong seed, CancellationToken cancellationToken)
    {
        await using var workload = catalog.CreateWorkload(workloadId);
        var isKnown = _expectations.TryGetValue((workloadId, seed), out var known);
        IReadOnlyList<int> concurrencies = isKnown ? [] :
            [.. plan.Workloads.Where(planned => planned.Workload == workloadId).SelectMany(planned => planned.Concurrencies).Append(1).Distinct()];
        var fixture = await FixtureClient.OpenAsync(workload, seed, concurrencies, cancellationToken).ConfigureAwait(false);
        fixture.Expectations = _expectations[(workloadId, seed)] = known ?? fixture.Expectations;
        return fixture;
    }

    /// <summary>
    /// Lets what comes before an operation, the request among it, reach its last form before anything counts. The runtime
    /// would otherwise compile it during the first thirty operations, on a core that models need. Calls are counted once the
    /// pause after the first of them is over.
    /// </summary>
    private static async Task CompileApproachAsync(WorkerClient worker, TimeSpan pause, CancellationToken cancellationToken)
    {
        await IdleAsync(1).ConfigureAwait(false);
        for (var compilation = 0; compilation < Compilations; compilation++)
        {
            await IdleAsync(CallsUntilCompiled).ConfigureAwait(false);
        }

        async Task IdleAsync(int calls)
        {
            for (var call = 0; call < calls; call++)
            {
                await worker.IdleAsync(1, cancellationToken).ConfigureAwait(false);
            }

            await Quiet.WaitAsync(worker.Processes(), pause, Activity.Read, cancellationToken).ConfigureAwait(false);
        }
    }

    private ChildProcess Start(Model model, Workload workload)
    {
        try
        {
            var start = ProgramCommand.StartInfo("worker");
            foreach (var (name, value) in workload.WorkerEnvironment.Concat(CompilationPause.EnvironmentOf(model, plan.WarmsUp)))
            {
                start.Environment[name] = value;
            }

            return ChildProcess.Start(start);
        }
        catch (Win32Exception exception)
        {
            throw new WorkerException($"worker did not start: {exception.Message}", null, null, []);
        }
    }
}
