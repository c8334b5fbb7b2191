using System.Runtime.CompilerServices;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>What the .NET worker does when it is asked: it serves one cell at a time, on one thread.</summary>
internal sealed class WorkerService(Catalog catalog)
{
    private CellEngine? _cell;
    private PreOperationWarmUp? _approach;

    /// <summary><c>describe</c>: who this is.</summary>
    public WorkerDescription Describe() => new(
        WorkerDescription.CurrentProtocolVersion,
        $"dotnet {System.Environment.Version}",
        [.. catalog.Models.Select(model => model.Id)],
        [.. catalog.Workloads.Select(workload => workload.Id)])
    {
        Settings = RuntimeProbe.Read(),
    };

    /// <summary><c>prepare</c>: makes a cell ready, in place of the one before.</summary>
    public Prepared Prepare(PrepareRequest request)
    {
        Shutdown();
        (_cell, var prepared) = CellEngine.Prepare(catalog, request);
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
    /// operation's costs are read. Workers of other runtimes need not have it.
    /// </summary>
    public void Collect() => (_cell ?? throw new InvalidOperationException("collect came before prepare")).Collect();

    /// <summary>
    /// <c>idle</c>: does what <see cref="Measure"/> does before an operation, the request among it, so that it is compiled before one
    /// counts. Workers of other runtimes need not have it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Idle(int count)
    {
        _approach ??= new PreOperationWarmUp();
        for (var operation = 0; operation < count; operation++)
        {
            _approach.Run();
        }
    }

    /// <summary><c>shutdown</c>: releases the cell.</summary>
    public void Shutdown()
    {
        var cell = _cell;
        _cell = null;
        cell?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
