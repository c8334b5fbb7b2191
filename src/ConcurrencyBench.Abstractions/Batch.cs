using System.Runtime.CompilerServices;
using ConcurrencyBench.Abstractions.Abilities;

namespace ConcurrencyBench.Abstractions;

/// <summary>
/// The items of one operation, as a model sees them. It hides the workload, runs an item in the form the model
/// wants, and adds the item's digest to the item's own slot. Digests are added, not stored, so that an item that ran
/// twice is as wrong as one that did not run.
/// </summary>
public sealed class Batch
{
    private readonly ulong[] _slots;

    // Which models run which shape is decided before a batch is made: only a workload of items is asked to run one.
    private readonly ItemWorkload _items;
    private readonly IFollowsOperations? _follower;

    internal Batch(Workload workload, ItemWorkload? items, int count)
    {
        (_slots, _items, _follower) = (new ulong[count], items!, workload as IFollowsOperations);
        Traits = new(workload.Kind, workload is ICallsEachItem, workload as IHasPayloads);
    }

    /// <summary>How many items there are; they are numbered from 0.</summary>
    public int Count => _slots.Length;

    /// <summary>What holds of every item.</summary>
    public ItemTraits Traits { get; }

    /// <summary>The sum of each item's digests since they were cleared; 0 when it did not run.</summary>
    internal ulong[] Slots => _slots;

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

    /// <summary>Starts an item in the asynchronous form, for a caller that awaits it and passes its digest to <see cref="Complete"/>: one async method less.</summary>
    /// <param name="item">Which item, from 0.</param>
    /// <param name="cancellationToken">Ends a wait early.</param>
    /// <returns>The item's digest.</returns>
    public ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken) => _items.ExecuteAsync(item, cancellationToken);

    /// <summary>Adds the digest of an item that the caller awaited itself, or that ran somewhere else, as in another process.</summary>
    /// <param name="item">Which item, from 0.</param>
    /// <param name="digest">What the item gave there.</param>
    public void Complete(int item, ulong digest) => _slots[item] += digest;

    /// <summary>Not all items will run: those that wait for others fail. Any thread may say so, more than once.</summary>
    public void Abandon() => _follower?.Abandon();

    /// <summary>Starts an item in the callback form.</summary>
    internal void Start(int item, ItemHandler handler, CancellationToken cancellationToken) => _items.Start(item, handler, cancellationToken);

    private async ValueTask CompleteAsync(int item, ValueTask<ulong> execution) =>
        _slots[item] += await execution;
}
