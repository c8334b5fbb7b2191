using System.Collections.Concurrent;
using ConcurrencyBench.Abstractions.Shared;

namespace ConcurrencyBench.Models.Updates;

/// <summary>A parallel loop over ranges of updates whose workers each update a part of their own, which is merged under a lock when the worker has no more to do.</summary>
internal sealed class PartitionedUpdates : IUpdatesState
{
    public Task RunAsync(SharedState state, int concurrency, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        var merging = new Lock();
        ParallelModel.Run(() => Parallel.ForEach(
            Partitioner.Create(0, state.Count),
            options,
            state.OpenPart,
            (range, _, part) => Apply(state, range, part),
            part =>
            {
                lock (merging)
                {
                    state.Merge(part);
                }
            }));
        return Task.CompletedTask;
    }

    private static SharedState Apply(SharedState state, Tuple<int, int> range, SharedState part)
    {
        for (var number = range.Item1; number < range.Item2; number++)
        {
            part.Apply(state.UpdateOf(number));
        }

        return part;
    }
}
