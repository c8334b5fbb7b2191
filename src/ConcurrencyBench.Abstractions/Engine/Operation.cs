using System.Runtime.CompilerServices;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Abstractions.Shared;
using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Abstractions.Engine;

/// <summary>
/// The operation of a cell, for the engine that runs and checks it: a model sees its <see cref="Batch"/> alone. Digests are cleared
/// and verified outside the timed region.
/// </summary>
public sealed class Operation
{
    private const int Percent = 100;

    private readonly Workload _workload;
    private readonly ItemWorkload _items;
    private readonly IFollowsOperations? _follower;
    private ulong[]? _expected;

    /// <summary>An operation that has not run.</summary>
    /// <param name="workload">Set up before an item is run; not owned.</param>
    /// <param name="items">How many items there are.</param>
    /// <param name="setup">How the workload is set up.</param>
    /// <param name="extraWorkPercent">
    /// How many of a hundred items run twice, the second time without use; 0 for none. Only a workload of which
    /// <see cref="WorkloadAbilities.AllowsExtraWork"/> says so.
    /// </param>
    public Operation(Workload workload, int items, WorkloadSetup setup, int extraWorkPercent = 0)
        : this(workload, items, setup, extraWorkPercent, null)
    {
    }

    private Operation(Workload workload, int items, WorkloadSetup setup, int extraWorkPercent, EventStream[]? streams)
    {
        var own = workload as ItemWorkload;
        (_workload, _follower) = (workload, workload as IFollowsOperations);

        // In the workload's place, so that an operation without extra work does not pay for the question.
        _items = extraWorkPercent == 0 ? own! : new ExtraWork(own!, items, extraWorkPercent);
        Batch = new Batch(workload, _items, items);
        Recipe = new BatchRecipe(workload, Batch, setup, streams);
        ExtraWorkPercent = extraWorkPercent;
    }

    /// <summary>The items, as a model sees them.</summary>
    public Batch Batch { get; }

    /// <summary>What will be run, as a model sees it when it prepares.</summary>
    public BatchRecipe Recipe { get; }

    /// <summary>How many of a hundred items run twice.</summary>
    internal int ExtraWorkPercent { get; }

    /// <summary>The digest of the last operation that was verified: <see cref="Abstractions.Digest.Append"/> of every item in order, from 0.</summary>
    public ulong Digest { get; private set; }

    /// <summary>The items as round trips between two workers; null when they are none.</summary>
    public RoundTrips? RoundTrips => Recipe.RoundTrips;

    /// <summary>How many items run twice where a share of them is to.</summary>
    /// <param name="items">How many items there are.</param>
    /// <param name="percent">How many of a hundred, from 1.</param>
    /// <returns>The nearest number; of few items, one.</returns>
    public static int ExtraItems(int items, int percent) => (int)Math.Max(1, (((long)items * percent) + (Percent / 2)) / Percent);

    /// <summary>
    /// A shorter operation of the same workload: fewer of its items, or streams of fewer events. A model does around them what it does around all.
    /// </summary>
    /// <param name="share">How much of this one, above 0 and below 1.</param>
    /// <param name="fewest">How many items it has at the least, from 1.</param>
    /// <returns>The operation, which has not run; null where items wait for one another, so that there must be all, or are trees, of which there are few, or it would not be shorter.</returns>
    public Operation? Shortened(double share, int fewest)
    {
        if (_workload is StreamWorkload streams)
        {
            return new(_workload, Batch.Count, Recipe.Setup, ExtraWorkPercent, streams.Open(share));
        }

        var items = (int)Math.Max(fewest, share * Batch.Count);
        return _workload.ItemsWaitForOneAnother() || items >= Batch.Count ? null : new(_workload, items, Recipe.Setup, ExtraWorkPercent);
    }

    /// <summary>Forgets the digests of the last operation; untimed, before each operation.</summary>
    public void Clear()
    {
        Array.Clear(Batch.Slots);
        _follower?.Begin();
        Recipe.State?.Clear();
        foreach (var stream in Recipe.Streams)
        {
            stream.Begin();
        }
    }

    /// <summary>Runs one operation, timed, in the form that its workload asks for. Called many times, never at once.</summary>
    /// <param name="model">Prepared; supports the workload.</param>
    /// <param name="concurrency">The most items in flight at once, from 1.</param>
    /// <param name="cancellationToken">Checked between items; ends waits early.</param>
    /// <returns>A task that ends when all items have, and fails with an item's exception.</returns>
    public async Task RunAsync(Model model, int concurrency, CancellationToken cancellationToken)
    {
        _follower?.OnStarted();
        using (cancellationToken.UnsafeRegister(static abandoned => ((Batch)abandoned!).Abandon(), Batch))
        {
            await InItsFormAsync(model, concurrency, cancellationToken).ConfigureAwait(false);
        }

        _follower?.OnEnded();
    }

    /// <summary>Runs one item on the calling thread, in a process that keeps digests elsewhere.</summary>
    /// <param name="item">Which item, from 0.</param>
    /// <returns>The item's digest.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Run(int item)
    {
        var gate = default(NoGate);
        return _items.Execute(item, ref gate);
    }

    /// <summary>Computes the right digests once, untimed, so that <see cref="Verify"/> is quick.</summary>
    /// <param name="known">Those of the first items, from an operation of the same workload and seed.</param>
    /// <returns>The digests, by item.</returns>
    public IReadOnlyList<ulong> Expect(params IReadOnlyList<ulong> known) =>
        _expected ??= [.. Enumerable.Range(0, Batch.Count).Select(item => item < known.Count ? known[item] : ExpectedOf(item))];

    /// <summary>Compares every item's digest with the one that it must have; untimed, after each operation.</summary>
    /// <exception cref="WrongDigestException">An item did not run, ran twice or gave a wrong answer.</exception>
    public void Verify()
    {
        Expect();
        Recipe.State?.Settle(Batch.Slots);
        var digest = 0UL;
        for (var item = 0; item < Batch.Count; item++)
        {
            if (Batch.Slots[item] != _expected![item])
            {
                throw new WrongDigestException(_workload.Id, item, _expected[item], Batch.Slots[item]);
            }

            digest = Abstractions.Digest.Append(digest, Batch.Slots[item]);
        }

        Digest = digest;
    }

    /// <summary>The parts of the last operation that the workload distinguishes.</summary>
    /// <returns>The parts in order.</returns>
    public IReadOnlyList<Phase> Observe() => (_workload as IHasPhases)?.Observe() ?? [];

    /// <summary>The sum of an item's digests since the last <see cref="Clear"/>; 0 when it did not run.</summary>
    internal ulong DigestOf(int item) => Batch.Slots[item];

    private ulong ExpectedOf(int item) => Recipe.Streams.Count > 0 ? StreamWorkload.Expected(Recipe.Streams, item) : _workload.Expected(item);

    private Task InItsFormAsync(Model model, int concurrency, CancellationToken cancellationToken) =>
        RoundTrips is { } exchange ? ((IRunsRoundTrips)model).RunAsync(exchange, cancellationToken)
        : Recipe.Streams.Count > 0 ? StreamAsync((IRunsStreams)model, concurrency, cancellationToken)
        : _workload is TreeWorkload trees ? trees.RunAsync((IForks)model, Batch, concurrency, cancellationToken)
        : Recipe.State is { } state ? UpdateAsync(model, state, concurrency, cancellationToken)
        : ((IRunsItems)model).RunAsync(Batch, concurrency, cancellationToken);

    /// <summary>Applies the updates of shared state in the model's own way, or as items that take turns where two could meet.</summary>
    private static Task UpdateAsync(Model model, SharedState state, int concurrency, CancellationToken cancellationToken)
    {
        if (model is IUpdatesState own)
        {
            return own.RunAsync(state, concurrency, cancellationToken);
        }

        var portions = new UpdatePortions(state, model is IBaseline or IHasOneThread ? null : new Lock());
        return ((IRunsItems)model).RunAsync(new Batch(portions, portions, portions.Items(concurrency)), concurrency, cancellationToken);
    }

    /// <summary>Takes the events of every stream to their handlers; the digest of each source is its item's.</summary>
    private async Task StreamAsync(IRunsStreams streamer, int concurrency, CancellationToken cancellationToken)
    {
        var item = 0;
        foreach (var stream in Recipe.Streams)
        {
            await stream.RunAsync(streamer, concurrency, cancellationToken).ConfigureAwait(false);
            for (var source = 0; source < stream.Sources; source++)
            {
                Batch.Complete(item++, stream.DigestOf(source));
            }
        }
    }
}
