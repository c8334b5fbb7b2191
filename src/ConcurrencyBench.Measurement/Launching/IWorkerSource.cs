using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Launching;

/// <summary>Where workers and fixtures come from: real processes, or scripted ones in tests.</summary>
public interface IWorkerSource
{
    /// <summary>Starts a fresh worker and checks that it speaks our protocol.</summary>
    /// <param name="cell">The first cell that it will be prepared for, all of whose cells are of one runtime, model and workload, and of as many cores.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The worker, nothing prepared.</returns>
    /// <exception cref="WorkerException">It did not start, or does not have what the cell needs.</exception>
    Task<IWorker> LaunchAsync(Cell cell, CancellationToken cancellationToken);

    /// <summary>On how many cores the worker of a cell runs: one worker serves no cells that differ in it.</summary>
    /// <param name="cell">The cell.</param>
    /// <returns>How many; null for all that the run may use.</returns>
    int? CoresOf(Cell cell) => null;

    /// <summary>Opens a workload's fixture and checks its answers and its delay before anything is timed.</summary>
    /// <param name="workloadId">Whose fixture.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The fixture; one without an address when the workload needs none.</returns>
    /// <exception cref="WorkerException">It did not open or did not behave.</exception>
    Task<IOpenFixture> OpenFixtureAsync(string workloadId, ulong seed, CancellationToken cancellationToken);
}
