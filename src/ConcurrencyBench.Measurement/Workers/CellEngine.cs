using System.Diagnostics;
using System.Globalization;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>
/// A prepared cell: a model, its operation and a timer of it. Every operation's digests are
/// verified, those of the warm-up too. Used by one thread.
/// </summary>
internal sealed class CellEngine : IAsyncDisposable
{
    private const int FewestWarmUps = 3;
    private const int MostWarmUps = 10;
    private const double EnoughNanoseconds = 1e9;
    private const int MostExtraWork = 100;
    private const double NanosecondsPerMillisecond = 1e6;

    /// <summary>For how long whole operations are rehearsed, of which few are compiled anyway.</summary>
    private static readonly TimeSpan _longestOfWhole = TimeSpan.FromMilliseconds(200);

    private readonly Workload _workload;
    private readonly Model _model;
    private readonly Operation _operation;
    private readonly OperationTimer _timer;
    private readonly int _concurrency;
    private double _nanoseconds;

    private CellEngine(Workload workload, Model model, Operation operation, int concurrency)
    {
        (_workload, _model, _operation, _concurrency) = (workload, model, operation, concurrency);
        _timer = new OperationTimer(
            $"{model.Id}/{workload.Id}/{concurrency}", () => operation.RunAsync(model, concurrency, CancellationToken.None), operation.Clear, operation.Verify);
    }

    /// <summary>The model's public name.</summary>
    public string Model => _model.Id;

    /// <summary>The digests of its items.</summary>
    public IReadOnlyList<ulong> Digests => _operation.Expect();

    /// <summary>Sets up a cell, untimed but for the model's start-up, and warms it up.</summary>
    /// <param name="catalog">Where its model and workload come from.</param>
    /// <param name="request">Which cell.</param>
    /// <param name="known">The digests of the workload's first items, as far as they were computed for another cell.</param>
    /// <exception cref="WrongDigestException">The first answers were wrong already.</exception>
    public static (CellEngine Engine, Prepared Prepared) Prepare(Catalog catalog, PrepareRequest request, IReadOnlyList<ulong> known)
    {
        var parameters = request.All();
        var workload = catalog.CreateWorkload(request.Workload, parameters);
        var model = catalog.CreateModel(request.Model, request.Settings);
        RequireExtraWork(model, workload, request.ExtraWorkPercent);
        var setup = new WorkloadSetup(request.Seed, model.ItemsRunElsewhere() ? 1 : request.Concurrency, request.FixtureAddress) { Parameters = parameters };
        var operation = new Operation(workload, workload.Items(request.Concurrency, model.ItemsRunElsewhere()), setup, request.ExtraWorkPercent ?? 0);
        var cell = new CellEngine(workload, model, operation, request.Concurrency);
        try
        {
            workload.SetUpAsync(setup, CancellationToken.None).GetAwaiter().GetResult();
            operation.Expect(known);
            var started = Stopwatch.GetTimestamp();
            model.PrepareAsync(operation.Recipe, request.Concurrency, CancellationToken.None).GetAwaiter().GetResult();
            var startUp = Stopwatch.GetElapsedTime(started);
            return (cell, new Prepared(operation.Batch.Count, (long)startUp.TotalNanoseconds, cell.WarmUp(request.WarmUpMilliseconds)));
        }
        catch
        {
            cell.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    /// <summary>Extra work is added to the items of this process, by their number.</summary>
    /// <exception cref="UsageException">They are not run by themselves, or run elsewhere.</exception>
    private static void RequireExtraWork(Model model, Workload workload, int? percent)
    {
        if (percent is null)
        {
            return;
        }

        if (percent is < 1 or > MostExtraWork || model.ItemsRunElsewhere() || !workload.AllowsExtraWork().Applies)
        {
            throw new UsageException($"extra work of {percent} % cannot be added to {model.Id} with {workload.Id}: 1 to {MostExtraWork} % can, where items are run by themselves and in the worker's own process");
        }
    }

    /// <summary>Times one operation.</summary>
    /// <exception cref="WrongDigestException">Its answers were wrong.</exception>
    public Measured Measure()
    {
        var measured = _timer.Measure() with { Digest = _operation.Digest.ToString("x16", CultureInfo.InvariantCulture) };
        var phases = _operation.Observe();
        return phases.Count == 0 ? measured : measured with { Phases = [.. phases.Select(WithLatency)] };
    }

    /// <summary>
    /// Runs short operations until they are compiled. Where an operation cannot be much shorter, it is run whole for a moment, and not at all where
    /// items run in other processes, of which none would get enough.
    /// </summary>
    /// <param name="limit">How long to rehearse at most.</param>
    /// <param name="isRepeated">Whether this process has rehearsed another cell of the model.</param>
    /// <returns>Whether short operations were compiled in time.</returns>
    /// <exception cref="WrongDigestException">An answer was wrong.</exception>
    public bool Rehearse(TimeSpan limit, bool isRepeated)
    {
        if (Rehearsal.Shorten(_model, _operation, _concurrency, _nanoseconds, limit) is { } operation)
        {
            return Rehearsal.Run(_model, operation, _concurrency, limit, isRepeated);
        }

        if (!_model.ItemsRunElsewhere())
        {
            Rehearsal.Run(_model, _operation, _concurrency, limit < _longestOfWhole ? limit : _longestOfWhole);
        }

        return false;
    }

    /// <summary>Collects the garbage of the processes that the model keeps.</summary>
    public void Collect() => (_model as IRunsElsewhere)?.CollectAsync().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _model.DisposeAsync().ConfigureAwait(false);
        await _workload.DisposeAsync().ConfigureAwait(false);
    }

    private Phase WithLatency(Phase phase) => _workload is IHasLatencies having && Quantiles.Of(having.LatenciesOf(phase.Id)) is { } latency ? phase with { Latency = latency } : phase;

    /// <summary>
    /// As many operations as the time allows. Short ones need more until the runtime has compiled them as well as it will, and
    /// one that lasts for a second is its own.
    /// </summary>
    private List<double> WarmUp(int milliseconds)
    {
        var times = new List<double>();
        var fewest = milliseconds == 0 ? 1 : FewestWarmUps;
        var left = milliseconds * NanosecondsPerMillisecond;
        while (times.Count == 0 || (left > -EnoughNanoseconds && (times.Count < fewest || (left > 0 && times.Count < MostWarmUps))))
        {
            Collect();
            _nanoseconds = _timer.Measure().Nanoseconds;
            times.Add(_nanoseconds * Phase.ShareOfOnce(_operation.Observe()));
            Collect();
            left -= _nanoseconds;
        }

        return times;
    }
}
