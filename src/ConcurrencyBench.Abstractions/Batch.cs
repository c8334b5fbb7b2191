using System.Runtime.CompilerServices;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Abstractions;

/// <summary>
/// The items of one operation, as a model sees them. It hides the workload, runs an item in the form the model
/// wants, and adds the item's digest to the item's own slot. Slots are cleared and verified outside the timed
/// region. Digests are added, not stored, so that an item that ran twice is as wrong as one that did not run.
/// </summary>
/// <param name="workload">Set up already; not owned.</param>
/// <param name="recipe">How the workload was set up, and how many items there are.</param>
public sealed class Batch(Workload workload, BatchRecipe recipe)
{
    // Odd, so that a change of any one item's digest changes the operation's.
    private const ulong Factor = 0x9E3779B97F4A7C15;

    private readonly ulong[] _slots = new ulong[recipe.Items];

    // Which models run which shape is decided before a batch is made: only a workload of items is asked to run one.
    private readonly ItemWorkload _items = (workload as ItemWorkload)!;
    private readonly IFollowsOperations? _follower = workload as IFollowsOperations;
    private ulong[]? _expected;
    private RoundTrips? _exchange;

    /// <summary>How many items there are; they are numbered from 0.</summary>
    public int Count => _slots.Length;

    /// <summary>The digest of the last operation that was verified: <see cref="Append"/> of every slot in order, from 0.</summary>
    public ulong OperationDigest { get; private set; }

    /// <summary>What another process needs to make the same batch.</summary>
    public BatchRecipe Recipe => recipe;

    /// <summary>The workload's type, from which another process makes its own instance.</summary>
    public Type WorkloadType => workload.GetType();

    /// <summary>What an item mostly does.</summary>
    public WorkloadKind Kind => workload.Kind;

    /// <summary>The streams of an operation; none for most workloads.</summary>
    public IReadOnlyList<EventStream> Streams => workload is StreamWorkload streams ? streams.Streams : [];

    /// <summary>The items as messages between two workers; null when they are none.</summary>
    public RoundTrips? RoundTrips => workload is RoundTripWorkload trips ? _exchange ??= trips.Open(this) : null;

    /// <summary>Runs an item on the calling thread, blocking it where the item waits.</summary>
    /// <param name="item">Which item, from 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run(int item)
    {
        var gate = default(NoGate);
        _slots[item] += _items.Execute(item, ref gate);
    }

    /// <summary>Runs an item on the calling thread under a gate.</summary>
    /// <typeparam name="TGate">The gate's type.</typeparam>
    /// <param name="item">Which item, from 0.</param>
    /// <param name="gate">Notified of checkpoints and blocking calls.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<TGate>(int item, ref TGate gate)
        where TGate : struct, IGate => _slots[item] += _items.Execute(item, ref gate);

    /// <summary>Starts an item in the asynchronous form, for a caller that awaits it and then says what it gave to <see cref="Complete"/>: one async method less.</summary>
    /// <param name="item">Which item, from 0.</param>
    /// <param name="cancellationToken">Ends a wait early.</param>
    /// <returns>The item's digest.</returns>
    public ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken) => _items.ExecuteAsync(item, cancellationToken);

    /// <summary>Runs an item without blocking the calling thread where the item waits.</summary>
    /// <param name="item">Which item, from 0.</param>
    /// <param name="cancellationToken">Ends a wait early.</param>
    /// <returns>A task that ends with the item.</returns>
    public ValueTask RunAsync(int item, CancellationToken cancellationToken)
    {
        var execution = _items.ExecuteAsync(item, cancellationToken);
        if (!execution.IsCompletedSuccessfully)
        {
            return CompleteAsync(item, execution);
        }

        _slots[item] += execution.Result;
        return ValueTask.CompletedTask;
    }

    /// <summary>Starts an item in the callback form.</summary>
    /// <param name="item">Which item, from 0.</param>
    /// <param name="handler">Notified when it has ended.</param>
    /// <param name="cancellationToken">Ends a wait early, where the workload can.</param>
    internal void Start(int item, ItemHandler handler, CancellationToken cancellationToken) => _items.Start(item, handler, cancellationToken);

    /// <summary>Adds the digest of an item that the caller awaited itself, or that ran somewhere else, as in another process.</summary>
    /// <param name="item">Which item, from 0.</param>
    /// <param name="digest">What the item gave there.</param>
    public void Complete(int item, ulong digest) => _slots[item] += digest;

    /// <summary>Takes the events of every stream to their handlers; the digest of each source is its item's.</summary>
    /// <param name="streamer">How.</param>
    /// <param name="concurrency">The most workers at once, from 1.</param>
    /// <param name="cancellationToken">Ends the streams early.</param>
    /// <returns>A task that ends when nothing is on its way any more.</returns>
    internal async Task StreamAsync(IRunsStreams streamer, int concurrency, CancellationToken cancellationToken)
    {
        var item = 0;
        foreach (var stream in Streams)
        {
            await stream.RunAsync(streamer, concurrency, cancellationToken).ConfigureAwait(false);
            for (var source = 0; source < stream.Sources; source++)
            {
                Complete(item++, stream.DigestOf(source));
            }
        }
    }

    /// <summary>The sum of an item's digests since the last <see cref="Clear"/>; 0 when it did not run.</summary>
    /// <param name="item">Which item, from 0.</param>
    /// <returns>The slot's value.</returns>
    public ulong DigestOf(int item) => _slots[item];

    /// <summary>Forgets the digests of the last operation; untimed, before each operation.</summary>
    public void Clear()
    {
        Array.Clear(_slots);
        _follower?.Begin();
    }

    /// <summary>Not all items will run: those that wait for others fail. Any thread may say so, more than once.</summary>
    public void Abandon() => _follower?.Abandon();

    /// <summary>An operation begins, timed.</summary>
    internal void Open() => _follower?.OnStarted();

    /// <summary>An operation has ended and did not fail, still timed.</summary>
    internal void Close() => _follower?.OnEnded();

    /// <summary>The parts of the last operation that the workload distinguishes.</summary>
    /// <returns>The parts in order.</returns>
    public IReadOnlyList<Phase> Observe() => (workload as IHasPhases)?.Observe() ?? [];

    /// <summary>Computes the right digests once, untimed, so that <see cref="Verify"/> is quick.</summary>
    public void Expect() => _expected ??= [.. Enumerable.Range(0, Count).Select(workload.Expected)];

    /// <summary>Compares every slot with the digest that its item must have; untimed, after each operation.</summary>
    /// <exception cref="WrongDigestException">An item did not run, ran twice or gave a wrong answer.</exception>
    public void Verify()
    {
        Expect();
        var digest = 0UL;
        for (var item = 0; item < Count; item++)
        {
            if (_slots[item] != _expected![item])
            {
                throw new WrongDigestException(recipe.WorkloadId, item, _expected[item], _slots[item]);
            }

            digest = Append(digest, _slots[item]);
        }

        OperationDigest = digest;
    }

    /// <summary>Appends an item's digest to that of an operation, modulo 2⁶⁴.</summary>
    /// <param name="operation">The digest of the items before; 0 when there are none.</param>
    /// <param name="item">The item's digest.</param>
    /// <returns>The digest of the items so far.</returns>
    public static ulong Append(ulong operation, ulong item) => unchecked((operation * Factor) + item);

    private async ValueTask CompleteAsync(int item, ValueTask<ulong> execution) =>
        _slots[item] += await execution;
}
