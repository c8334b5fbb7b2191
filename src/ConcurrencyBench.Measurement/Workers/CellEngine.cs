using System.Diagnostics;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using ConcurrencyBench.Core;
using ConcurrencyBench.Core.Records;
using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>
/// A prepared cell: a model, its batch and a BenchmarkDotNet engine whose operation is the whole batch. The engine
/// jits, warms up, settles the garbage collector and times; every operation's digests are verified, those of the
/// warm-up too. Used by one thread.
/// </summary>
internal sealed class CellEngine : IAsyncDisposable
{
    private const int FewestWarmUps = 2;
    private const int MostWarmUps = 8;
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromMilliseconds(200);

    private readonly Workload _workload;
    private readonly Model _model;
    private readonly Batch _batch;
    private readonly CostMeter _meter = new();
    private Costs _costs = new();
    private IEngine? _engine;
    private int _iterations;

    private CellEngine(Workload workload, Model model, Batch batch) => (_workload, _model, _batch) = (workload, model, batch);

    /// <summary>Sets up a cell, untimed but for the model's start-up, and warms it up.</summary>
    /// <param name="catalog">Where models and workloads come from.</param>
    /// <param name="request">Which cell.</param>
    /// <returns>The cell, and what is said of it.</returns>
    /// <exception cref="WrongDigestException">The first answers were wrong already.</exception>
    public static (CellEngine Engine, Prepared Prepared) Prepare(Catalog catalog, PrepareRequest request)
    {
        var workload = catalog.CreateWorkload(request.Workload);
        var model = catalog.CreateModel(request.Model, request.Settings);
        var setup = new WorkloadSetup(request.Seed, request.Concurrency, request.FixtureAddress);
        var batch = new Batch(workload, new BatchRecipe(workload.Id, workload.Items(request.Concurrency), setup));
        var cell = new CellEngine(workload, model, batch);
        try
        {
            workload.SetUpAsync(setup, CancellationToken.None).GetAwaiter().GetResult();
            batch.Expect();
            var started = Stopwatch.GetTimestamp();
            model.PrepareAsync(batch, request.Concurrency, CancellationToken.None).GetAwaiter().GetResult();
            var startUp = Stopwatch.GetElapsedTime(started);
            return (cell, new Prepared(batch.Count, (long)startUp.TotalNanoseconds, cell.WarmUp(request.Concurrency)));
        }
        catch
        {
            cell.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    /// <summary>Times one operation.</summary>
    /// <returns>Its time and costs.</returns>
    /// <exception cref="WrongDigestException">Its answers were wrong.</exception>
    public Measured Measure()
    {
        var measurement = _engine!.RunIteration(
            new IterationData(IterationMode.Workload, IterationStage.Actual, ++_iterations, invokeCount: 1, unrollFactor: 1));
        return new Measured(measurement.Nanoseconds, _costs);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        (_engine as IDisposable)?.Dispose();
        await _model.DisposeAsync().ConfigureAwait(false);
        await _workload.DisposeAsync().ConfigureAwait(false);
    }

    private List<double> WarmUp(int concurrency)
    {
        // The pilot tells how many operations fit into the warm-up; its first one is mostly compiling, and so no guide.
        TimeSpan[] pilot = [Pilot(concurrency), Pilot(concurrency)];
        var most = (int)Math.Clamp(WarmUpTime / pilot[^1], FewestWarmUps + 1, MostWarmUps);
        _engine = CreateEngine(concurrency, most);
        var warmUps = _engine.Run().GetAllMeasurements()
            .Where(measurement => measurement is { IterationMode: IterationMode.Workload, IterationStage: not IterationStage.Result })
            .Select(measurement => measurement.Nanoseconds);
        return [.. pilot.Select(time => time.TotalNanoseconds), .. warmUps];
    }

    private TimeSpan Pilot(int concurrency)
    {
        var started = Stopwatch.GetTimestamp();
        _batch.Clear();
        _model.RunAsync(_batch, concurrency, CancellationToken.None).GetAwaiter().GetResult();
        var time = Stopwatch.GetElapsedTime(started);
        _batch.Verify();
        return time;
    }

    private IEngine CreateEngine(int concurrency, int mostWarmUps)
    {
        Action nothing = () => { };
        Action<long> overhead = _ => { };
        Action<long> operation = _ =>
        {
            _meter.BeforeOperation();
            _model.RunAsync(_batch, concurrency, CancellationToken.None).GetAwaiter().GetResult();
            _meter.AfterOperation();
        };
        return new EngineFactory().CreateReadyToRun(new EngineParameters
        {
            Host = new SilentHost(),
            BenchmarkName = $"{_model.Id}/{_workload.Id}/{concurrency}",
            TargetJob = Job.Default.WithInvocationCount(1).WithUnrollFactor(1).WithEvaluateOverhead(false)
                .WithMinWarmupCount(FewestWarmUps).WithMaxWarmupCount(mostWarmUps).WithIterationCount(1),
            WorkloadActionNoUnroll = operation,
            WorkloadActionUnroll = operation,
            OverheadActionNoUnroll = overhead,
            OverheadActionUnroll = overhead,
            Dummy1Action = nothing,
            Dummy2Action = nothing,
            Dummy3Action = nothing,
            GlobalSetupAction = nothing,
            GlobalCleanupAction = nothing,
            IterationSetupAction = () =>
            {
                _batch.Clear();
                _meter.BeforeIteration();
            },
            IterationCleanupAction = () =>
            {
                _costs = _meter.AfterIteration();
                _batch.Verify();
            },
        });
    }
}
