using System.Threading.Tasks.Sources;

namespace ConcurrencyBench.Workloads.Waits;

/// <summary>
/// What the value tasks of neighbouring items wait on. A value task carries 16 bits to distinguish the uses of its source. Here
/// they hold the item, so that one object serves 65,536 waits, where a source for each would be as large as all the rest.
/// </summary>
internal sealed class SharedValueTaskSource(SharedBarrier gathering, int first) : IValueTaskSource<ulong>
{
    private const int Bits = 16;

    /// <summary>Makes as many as items need.</summary>
    public static SharedValueTaskSource[] Of(SharedBarrier gathering, int count) =>
        [.. Enumerable.Range(0, ((count - 1) >> Bits) + 1).Select(number => new SharedValueTaskSource(gathering, number << Bits))];

    /// <summary>An item's wait.</summary>
    public static ValueTask<ulong> For(SharedValueTaskSource[] waits, int item) => new(waits[item >> Bits], unchecked((short)item));

    public ulong GetResult(short token) => gathering.Result(ItemOf(token));

    public ValueTaskSourceStatus GetStatus(short token) => gathering.Status;

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        gathering.Continue(ItemOf(token), new Continuation(continuation, state));

    private int ItemOf(short token) => first + unchecked((ushort)token);
}
