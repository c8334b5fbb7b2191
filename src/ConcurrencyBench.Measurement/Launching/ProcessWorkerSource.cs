using System.ComponentModel;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Protocol;
using ConcurrencyBench.Processes;
using ProcessStartInfo = System.Diagnostics.ProcessStartInfo;

namespace ConcurrencyBench.Measurement.Launching;

/// <summary>Workers that are processes of this program or of another runtime's, and fixtures.</summary>
/// <param name="catalog">The models and workloads of this program.</param>
/// <param name="settings">What the user set about the models.</param>
/// <param name="plan">Whether there is a warm-up.</param>
public sealed class ProcessWorkerSource(Catalog catalog, ModelSettings settings, Plan plan) : IWorkerSource
{
    // What was called 30 times the runtime compiles again in the background, with counters; and once more after 30 further calls.
    // The count begins a moment after the first call.
    private const int CallsUntilCompiled = 34;
    private const int Compilations = 2;
    private const string Verb = "worker";

    /// <summary>What the run's workers run with: one that runs with something else fails. Null to take each as it is.</summary>
    public RuntimeSettings? Runtime { get; init; }

    /// <summary>The workers of other runtimes that the plan's cells are for.</summary>
    public IReadOnlyList<ExternalWorker> Others { get; init; } = [];

    /// <summary>Starts a worker for nothing in particular, asks what it runs with, and ends it.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>What all workers run with, and what some of the plan's have beside.</returns>
    /// <exception cref="WorkerException">It did not start.</exception>
    public async Task<WorkerRuntime> DescribeAsync(CancellationToken cancellationToken)
    {
        var start = ProgramCommand.StartInfo(Verb);
        var own = RuntimeProbe.Variables(System.Environment.GetEnvironmentVariables());
        var description = await WorkerClient.DescribeOnceAsync(Start(start, new Dictionary<string, string>()), settings, cancellationToken).ConfigureAwait(false);
        var runtime = description.Settings ?? throw new WorkerException("worker does not say what it runs with", null, null, []);
        return new WorkerRuntime
        {
            Settings = runtime,
            SetByProgram = [.. runtime.Variables.Where(variable => own.GetValueOrDefault(variable.Key) != variable.Value).Select(variable => variable.Key)],
            Kinds = [.. Kinds()],
        };
    }

    // Every round has the same operations.
    private readonly Dictionary<(string Workload, ulong Seed), IReadOnlyDictionary<Parameters, CellExpectation>> _expectations = [];

    /// <inheritdoc/>
    public async Task<IWorker> LaunchAsync(Cell cell, CancellationToken cancellationToken)
    {
        var other = Others.FirstOrDefault(worker => worker.Description.Runtime == cell.Runtime);
        var variables = other is null ? Variables(cell) : other.Description.Find(cell.ModelId)?.Environment ?? new Dictionary<string, string>();
        var worker = new WorkerClient(Start(other is null ? OwnStart(cell) : other.StartInfo(), variables, CoresOf(cell)));
        try
        {
            var description = await worker.DescribeAsync(settings, cancellationToken).ConfigureAwait(false);
            other?.RequireSame(description);
            worker.Take(cell, description);
            RequireSettings(description, variables, CoresOf(cell));
            if (plan.WarmsUp && description.OptionalMethods.Contains(WorkerDescription.Idle))
            {
                await CompileApproachAsync(worker, TieringDelay.Of(cell.Runtime, worker.Model), cancellationToken).ConfigureAwait(false);
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
        var planned = plan.Comparisons.Where(comparison => comparison.Workload == workloadId).Select(comparison => comparison.Parameters).ToList();

        // Of several parameters the usual ones are checked, where a server has a delay to keep.
        var parameters = planned.Find(parameters => !parameters.HasOthers) ?? planned.FirstOrDefault() ?? Parameters.Of(1);
        await using var workload = catalog.CreateWorkload(workloadId, parameters);
        var isKnown = _expectations.TryGetValue((workloadId, seed), out var known);
        IReadOnlyList<Parameters> cells = isKnown ? [] : [.. planned.SelectMany(parameters => new[] { parameters, parameters.At(1) }).Append(parameters.At(1)).Distinct()];
        var fixture = await FixtureClient.OpenAsync(workload, seed, cells, cancellationToken).ConfigureAwait(false);
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

            await new CpuIdleWait(worker.Processes(), pause, Activity.Read).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public int? CoresOf(Cell cell) => (catalog.CreateWorkload(cell.Workload, cell.Parameters) as ILimitsCores)?.WorkerCores;

    /// <summary>A worker of this program is started for the classes of its model and workload, and makes no other.</summary>
    private ProcessStartInfo OwnStart(Cell cell) => ProgramCommand.StartInfo(
        Verb, catalog.CreateModel(cell.ModelId, settings).GetType().FullName!, catalog.CreateWorkload(cell.Workload).GetType().FullName!);

    /// <summary>What workers of this program for a cell are started with beside what all are. A model may hand them secrets, which no worker describes.</summary>
    private Dictionary<string, string> Variables(Cell cell)
    {
        var variables = new Dictionary<string, string>(catalog.CreateWorkload(cell.Workload).WorkerEnvironment());
        foreach (var (name, value) in TieringDelay.EnvironmentOf(catalog.CreateModel(cell.ModelId, settings).Environment, plan.WarmsUp))
        {
            variables[name] = value;
        }

        return variables;
    }

    /// <summary>
    /// By what they are started with, so that a table of all models and workloads is a few lines. The runtime's variables alone: this is
    /// printed, and a model may hand secrets to its workers.
    /// </summary>
    internal IEnumerable<WorkerKind> Kinds()
    {
        var models = plan.Workloads.SelectMany(workload => workload.Models).Select(ModelAlias.ModelId).Distinct();
        return catalog.Models.Where(model => models.Contains(model.Id)).Select(model => new WorkerKind([model.Id], TieringDelay.EnvironmentOf(model.Environment, plan.WarmsUp)))
            .Concat(plan.Workloads.Select(workload => new WorkerKind([workload.Workload], catalog.CreateWorkload(workload.Workload).WorkerEnvironment())))
            .Concat(plan.Comparisons.Select(comparison => new WorkerKind([comparison.Id], new Dictionary<string, string>()) { Cores = CoresOf(comparison.Cells[0]) }))
            .Select(kind => kind with { Variables = kind.Variables.Where(variable => RuntimeVariables.Is(variable.Key)).ToDictionary() })
            .Where(kind => kind.Variables.Count > 0 || kind.Cores is not null)
            .GroupBy(kind => (kind.Cores, Variables: string.Join(' ', kind.Variables.OrderBy(variable => variable.Key, StringComparer.Ordinal))))
            .Select(kinds => kinds.First() with { Of = [.. kinds.SelectMany(kind => kind.Of)] });
    }

    /// <summary>Figures of workers that run with different things are not those of one run.</summary>
    private void RequireSettings(WorkerDescription description, IReadOnlyDictionary<string, string> own, int? cores)
    {
        if (Runtime is null || description.Settings is not { } settings)
        {
            return;
        }

        var expected = new Dictionary<string, string>(Runtime.Variables);
        foreach (var variable in own.Where(variable => RuntimeVariables.Is(variable.Key)))
        {
            expected[variable.Key] = variable.Value;
        }

        // What these variables bring about, the worker knows better.
        var difference = (Runtime with { Variables = expected }).DifferencesOf(settings with
        {
            ConcurrentGc = Runtime.ConcurrentGc,
            HeapHardLimitBytes = Runtime.HeapHardLimitBytes,
            HeapCount = cores is null ? settings.HeapCount : Runtime.HeapCount,
        });
        if (difference.Count > 0)
        {
            throw new WorkerException($"worker runs with other settings than the run: {string.Join(", ", difference)}", null, null, []);
        }
    }

    internal static ChildProcess Start(ProcessStartInfo start, IReadOnlyDictionary<string, string> variables, int? cores = null)
    {
        try
        {
            foreach (var (name, value) in variables)
            {
                start.Environment[name] = value;
            }

            return ChildProcess.Start(start, cores: cores);
        }
        catch (Win32Exception exception)
        {
            throw new WorkerException($"worker did not start: {exception.Message}", null, null, []);
        }
    }
}
