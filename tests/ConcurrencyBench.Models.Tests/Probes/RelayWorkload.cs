using System.Runtime.CompilerServices;

namespace ConcurrencyBench.Models.Tests.Probes;

/// <summary>
/// Each item, when it is started, ends the one that was started <paramref name="distance"/> items before it, and waits to be
/// ended itself; the last ones end at once. A model that ran the next item on top of the one that ends another would stand as
/// deep as there are items in flight.
/// </summary>
internal sealed class RelayWorkload(int count, int distance) : ItemWorkload
{
    public override string Id => "relay";

    public override string Description => "ends another";

    public override WorkloadKind Kind => WorkloadKind.Io;

    public override int Items(int concurrency) => count;

    public override ulong Execute<TGate>(int item, ref TGate gate) => throw new NotSupportedException("it has a callback form only");

    public override void Start(int item, ItemHandler handler, CancellationToken cancellationToken)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new InvalidOperationException($"item {item} was started on top of so many others that the stack is full");
        }

        if (item >= distance)
        {
            handler.Complete(item - distance, Expected(item - distance));
        }

        if (item >= count - distance)
        {
            handler.Complete(item, Expected(item));
        }
    }

    public override ulong Expected(int item) => (ulong)item + 1;
}
