using ConcurrencyBench.Abstractions.Shared;

namespace ConcurrencyBench.Models.Updates;

/// <summary>A parallel loop whose workers each update a part of their own, which is merged under a lock when the worker has no more to do.</summary>
internal sealed class PartitionedUpdates : IUpdatesState
{
    public Task RunAsync(SharedState state, int concurrency, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        var merging = new Lock();
        ParallelModel.Run(() => Parallel.For(
            0,
            state.Count,
            options,
            state.OpenPart,
            (number, _, part) =>
            {
                part.Apply(state.UpdateOf(number));
                return part;
            },
            part =>
            {
                lock (merging)
                {
                    state.Merge(part);
                }
            }));
        return Task.CompletedTask;
    }
}
