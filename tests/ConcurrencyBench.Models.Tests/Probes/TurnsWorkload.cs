namespace ConcurrencyBench.Models.Tests.Probes;

/// <summary>Items that end in the loop's next round, and note when they are started and ended.</summary>
internal sealed class TurnsWorkload(int count) : ItemWorkload
{
    /// <summary>What happened, in order.</summary>
    public List<string> Log { get; } = [];

    public override string Id => "turns";

    public override string Description => "ends in the next round";

    public override WorkloadKind Kind => WorkloadKind.Io;

    public override int Items(int concurrency) => count;

    public override ulong Execute<TGate>(int item, ref TGate gate) => throw new NotSupportedException("it has a callback form only");

    public override void Start(int item, ItemHandler handler, CancellationToken cancellationToken)
    {
        Log.Add($"start {item}");
        handler.Loop.Post(
            _ =>
            {
                Log.Add($"end {item}");
                handler.Complete(item, Expected(item));
            },
            null);
    }

    public override ulong Expected(int item) => (ulong)item + 1;
}
