namespace ConcurrencyBench.Benchmarks.Items;

/// <summary>
/// Items that end in the loop's next turn and do nothing else: the caller that starts one has to be suspended and resumed, which is
/// all that is timed.
/// </summary>
internal sealed class PassingWorkload : ItemWorkload
{
    /// <summary>How many items an operation has.</summary>
    public const int Count = 10_000;

    private static readonly SendOrPostCallback End = static turn => ((Turn)turn!).End();

    private readonly Turn[] _turns = [.. Enumerable.Range(0, Count).Select(item => new Turn(item))];

    public override string Id => "passing";

    public override string Description => "ends in the loop's next turn";

    public override WorkloadKind Kind => WorkloadKind.Io;

    public override int Items(int concurrency) => Count;

    public override ulong Execute<TGate>(int item, ref TGate gate) => Expected(item);

    public override async ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return Expected(item);
    }

    public override void Start(int item, ItemHandler handler, CancellationToken cancellationToken)
    {
        _turns[item].Handler = handler;
        handler.Loop.Post(End, _turns[item]);
    }

    public override ulong Expected(int item) => (ulong)item + 1;

    private sealed class Turn(int item)
    {
        public ItemHandler? Handler { get; set; }

        public void End() => Handler!.Complete(item, (ulong)item + 1);
    }
}
