namespace ConcurrencyBench.Models.Streams;

/// <summary>What a pool process does of a stream.</summary>
/// <param name="Stream">Which of the workload's streams, from 0.</param>
/// <param name="Concurrency">Decides how many workers run sources and how many handlers: see <see cref="Streams.StreamWorkers"/>.</param>
/// <param name="Worker">Which of these workers the process is, from 0: those that run sources come first.</param>
internal readonly record struct StreamShare(int Stream, int Concurrency, int Worker);
