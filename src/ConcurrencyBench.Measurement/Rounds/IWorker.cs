using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>
/// A launched worker, as the rounds see it. Every method throws <see cref="WorkerException"/> when the worker fails;
/// a worker that failed is of no further use. Disposal ends it and all its processes.
/// </summary>
public interface IWorker : IWorkerProtocol, IAsyncDisposable
{
    /// <summary>The worker's process and its children at this moment.</summary>
    /// <returns>Process ids.</returns>
    IReadOnlyList<int> Processes();
}
