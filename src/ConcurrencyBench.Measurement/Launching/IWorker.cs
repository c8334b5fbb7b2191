using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Launching;

/// <summary>
/// A launched worker, as the rounds see it. On the wire: JSON-RPC 2.0, one message a line, over the worker's standard input
/// and output; <c>PROTOCOL.md</c> specifies it. An answer is held against what the cell must give.
/// Every method throws <see cref="WorkerException"/> when the worker fails; a worker that failed is of no further use.
/// Disposal ends it and all its processes.
/// </summary>
public interface IWorker : IAsyncDisposable
{
    /// <summary>The worker's process and its children at this moment.</summary>
    /// <returns>Process ids.</returns>
    IReadOnlyList<int> Processes();

    /// <summary>What the worker said of the model that it was launched for, in its answer to <c>describe</c>.</summary>
    DescribedModel Model { get; }

    /// <summary><c>prepare</c>: makes a cell ready, in place of the one before, and checks its answers.</summary>
    /// <param name="request">Which cell.</param>
    /// <param name="expected">What every answer about the cell is held against from now on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Its start-up and warm-up.</returns>
    Task<Prepared> PrepareAsync(PrepareRequest request, CellExpectation expected, CancellationToken cancellationToken);

    /// <summary>Whether it has <c>rehearse</c>.</summary>
    bool Rehearses { get; }

    /// <summary><c>rehearse</c>: runs short operations of the prepared cell until their code is compiled; asked only of a worker that <see cref="Rehearses"/>.</summary>
    /// <param name="limit">How long to rehearse at most, from a millisecond.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether short operations were compiled in time, in the processes too that the model keeps.</returns>
    Task<bool> RehearseAsync(TimeSpan limit, CancellationToken cancellationToken);

    /// <summary>
    /// <c>collect</c>: collects the garbage of the processes that the model keeps; asked only of models whose items run in them, and of
    /// workers that have the method.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when it is collected.</returns>
    Task CollectAsync(CancellationToken cancellationToken);

    /// <summary><c>measure</c>: times operations of the prepared cell; nothing crosses the pipe meanwhile.</summary>
    /// <param name="count">How many operations, from 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>As many timed operations, each of all items and with their digest.</returns>
    Task<IReadOnlyList<Measured>> MeasureAsync(int count, CancellationToken cancellationToken);

    /// <summary>Suspends the worker's process and its children until <see cref="Resume"/>; only while it has no request.</summary>
    void Suspend();

    /// <summary>Lets them go on.</summary>
    void Resume();

    /// <summary><c>shutdown</c>: releases the cell; the worker then ends when its input closes.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when nothing is left.</returns>
    Task ShutdownAsync(CancellationToken cancellationToken);
}
