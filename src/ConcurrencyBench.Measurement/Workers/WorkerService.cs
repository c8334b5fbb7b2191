using System.Runtime.CompilerServices;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>What the .NET worker does when it is asked: it serves one cell at a time, on one thread.</summary>
internal sealed class WorkerService(Catalog catalog)
{
    private CellEngine? _cell;
    private ((string? Workload, string? Others, ulong Seed) Of, IReadOnlyList<ulong> Known) _digests = ((null, null, 0), []);
    private string? _rehearsedModel;
    private readonly PreOperationWarmUp _approach = new();

    /// <summary><c>describe</c>: who this is, given what the user set about the models.</summary>
    public WorkerDescription Describe(ModelSettings settings) => new(
        WorkerDescription.CurrentProtocolVersion,
        Runtime.DotNet,
        System.Environment.Version.ToString(),
        [.. catalog.Models.Select(model => DescribedModel.Of(catalog.CreateModel(model.Id, settings)))],
        [.. catalog.Workloads.Select(workload => workload.Id)])
    {
        OptionalMethods = [WorkerDescription.Idle, WorkerDescription.Rehearse, WorkerDescription.Collect],
        Settings = RuntimeProbe.Read(),
    };

    /// <summary><c>prepare</c>: makes a cell ready, in place of the one before.</summary>
    public Prepared Prepare(PrepareRequest request)
    {
        Shutdown();

        // Computing them takes as long as an operation does without concurrency, and a launch has several cells of one workload.
        var of = (request.Workload, request.All().At(1).Id, request.Seed);
        var known = _digests.Of == of ? _digests.Known : [];
        (_cell, var prepared) = CellEngine.Prepare(catalog, request, known);
        _digests = (of, _cell.Digests);
        return prepared;
    }

    /// <summary><c>measure</c>: times operations of the prepared cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public IReadOnlyList<Measured> Measure(int count)
    {
        var cell = _cell ?? throw new InvalidOperationException("measure came before prepare");
        var measured = new Measured[count];
        for (var operation = 0; operation < count; operation++)
        {
            measured[operation] = cell.Measure();
        }

        return measured;
    }

    /// <summary>
    /// <c>collect</c>: collects the garbage of the processes that the model keeps. A request of its own, so that it is over before the
    /// operation's costs are read.
    /// </summary>
    public void Collect() => (_cell ?? throw new InvalidOperationException("collect came before prepare")).Collect();

    /// <summary>
    /// <c>idle</c>: does what <see cref="Measure"/> does before an operation, the request among it, so that it is compiled before one
    /// counts.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Idle(int count)
    {
        for (var operation = 0; operation < count; operation++)
        {
            _approach.Run();
        }
    }

    /// <summary><c>rehearse</c>: runs short operations of the prepared cell until they are compiled; see <see cref="Rehearsal"/>.</summary>
    public bool Rehearse(TimeSpan limit)
    {
        var cell = _cell ?? throw new InvalidOperationException("rehearse came before prepare");
        var isDone = cell.Rehearse(limit, _rehearsedModel == cell.Model);
        _rehearsedModel = isDone ? cell.Model : _rehearsedModel;
        return isDone;
    }

    /// <summary><c>shutdown</c>: releases the cell.</summary>
    public void Shutdown()
    {
        var cell = _cell;
        _cell = null;
        cell?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
