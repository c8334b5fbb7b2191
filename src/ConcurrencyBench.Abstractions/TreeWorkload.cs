using System.Diagnostics;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Abstractions.Trees;

namespace ConcurrencyBench.Abstractions;

/// <summary>Work whose items are trees of tasks that fork and join, one after the other; each is a phase, whose items are its nodes. A digest covers the sum of all nodes.</summary>
public abstract class TreeWorkload : Workload, IHasConcurrencies, IHasPhases
{
    private IReadOnlyList<ForkTree> _trees = [];
    private long[] _nodes = [];
    private ulong[] _expected = [];
    private TimeSpan[] _times = [];

    /// <inheritdoc/>
    public sealed override WorkloadKind Kind => WorkloadKind.Cpu;

    /// <summary>As many as there are cores: most schedulers of tasks have a thread for each, whatever the tasks.</summary>
    IReadOnlyList<int> IHasConcurrencies.Concurrencies(int cores) => [cores];

    /// <inheritdoc/>
    public sealed override ulong Expected(int item) => _expected[item % _expected.Length];

    IReadOnlyList<Phase> IHasPhases.Observe() => [.. _trees.Select((tree, item) => new Phase(tree.Id, _nodes[item], _times[item].TotalNanoseconds))];

    /// <summary>Makes the trees, as many as there are items, from a seed that decides them.</summary>
    /// <param name="seed">The seed.</param>
    /// <returns>The trees.</returns>
    protected abstract IReadOnlyList<ForkTree> Open(ulong seed);

    /// <inheritdoc/>
    protected sealed override Task OpenAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        _trees = Open(Seed);
        _nodes = [.. _trees.Select(tree => tree.Count())];
        _expected = [.. _trees.Select((tree, item) => DigestOf(item, tree.SumOf(tree.Root)))];
        _times = new TimeSpan[_trees.Count];
        return Task.CompletedTask;
    }

    /// <summary>Sums the trees by a model, timed.</summary>
    internal async Task RunAsync(IForks forks, Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        for (var item = 0; item < _trees.Count; item++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            var sum = await forks.SumAsync(_trees[item], concurrency, cancellationToken).ConfigureAwait(false);
            _times[item] = Stopwatch.GetElapsedTime(started);
            batch.Complete(item, DigestOf(item, sum));
        }
    }

    private ulong DigestOf(int item, long sum) => Digest.Of(Digest.Of(Seed, (ulong)item), (ulong)sum);
}
