using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models.Pools;

/// <summary>
/// The memory that a pool and its processes share. It holds the counter that items are taken from, how many there are to take, a digest for each item, and, where
/// the items are messages, the two mailboxes that they pass through, or where they are streams, the rings.
/// </summary>
internal sealed unsafe class SharedItems : IDisposable
{
    // The counter is alone on its cache lines, as in ItemCounter, and so is what is only read; the digests follow, and on pages of their own the
    // mailboxes or the rings.
    private const int OfferedOffset = 128;
    private const int DigestsOffset = 256;
    private const int PageSize = 4096;
    private const long Exhausted = long.MaxValue / 2;

    private readonly SharedMemory _memory;
    private readonly long* _next;
    private readonly int* _offered;
    private readonly ulong* _digests;
    private readonly byte* _messages;
    private volatile SharedStream? _stream;

    private SharedItems(SharedMemory memory, int count, int messageBytes)
    {
        _memory = memory;
        _next = (long*)memory.Start;
        _offered = (int*)(memory.Start + OfferedOffset);
        _digests = (ulong*)(memory.Start + DigestsOffset);
        _messages = memory.Start + MessagesOffset(count);
        Messages = messageBytes == 0 ? null : new SharedMessages(_messages, messageBytes);
    }

    /// <summary>Where another process opens the memory.</summary>
    public string Path => _memory.Path;

    /// <summary>Where messages pass through; null when there are none.</summary>
    public SharedMessages? Messages { get; }

    /// <summary>Whether nothing is handed out any more; true after <see cref="Stop"/> until <see cref="Resume"/>.</summary>
    public bool IsStopped => Volatile.Read(ref *_next) >= Exhausted;

    /// <summary>Makes the memory.</summary>
    /// <param name="count">How many items there are.</param>
    /// <param name="messageBytes">The length of the longest message; 0 when there are none.</param>
    /// <param name="streamBytes">What the largest stream takes; 0 when there are none.</param>
    public static SharedItems Create(int count, int messageBytes = 0, long streamBytes = 0) =>
        new(SharedMemory.Create(Size(count, messageBytes) + streamBytes), count, messageBytes);

    /// <summary>Opens what another process made, given the same numbers.</summary>
    public static SharedItems Open(string path, int count, int messageBytes) =>
        new(SharedMemory.Open(path), count, messageBytes);

    /// <summary>Removes the name of the memory, if it has one: see <see cref="SharedMemory.Unlink"/>.</summary>
    public void Unlink() => _memory.Unlink();

    /// <summary>Offers the first items again, as many as an operation has; only while no process takes any.</summary>
    public void Offer(int items)
    {
        Volatile.Write(ref *_offered, items);
        Resume();
    }

    /// <summary>Lets items be handed out again after <see cref="Stop"/>; only while no process takes any.</summary>
    public void Resume() => Volatile.Write(ref *_next, 0);

    /// <summary>Where the events of a stream pass through; one stream at a time.</summary>
    public SharedStream Stream(EventStream stream, StreamWorkers workers) => _stream = new SharedStream(_messages, stream, workers, this);

    /// <summary>Takes the next item.</summary>
    public bool TryTake(out int item)
    {
        var taken = Interlocked.Increment(ref *_next) - 1;
        item = unchecked((int)taken);
        return taken < *_offered;
    }

    /// <summary>
    /// Hands out nothing more and lets no message through: how cancellation and failure reach the processes, seen before the next item.
    /// </summary>
    public void Stop()
    {
        Interlocked.Exchange(ref *_next, Exhausted);
        Messages?.Close();
        _stream?.WakeAll();
    }

    /// <summary>Adds to an item's digest.</summary>
    public void Add(int item, ulong digest) => _digests[item] += digest;

    /// <summary>Moves the digests of a chunk into a batch; only while no process runs one of its items.</summary>
    public void MoveTo(Batch batch, Chunk chunk)
    {
        for (var item = chunk.First; item < chunk.First + chunk.Count; item++)
        {
            batch.Complete(item, _digests[item]);
            _digests[item] = 0;
        }
    }

    public void Dispose() => _memory.Dispose();

    private static long MessagesOffset(int count) =>
        (DigestsOffset + ((long)count * sizeof(ulong)) + PageSize - 1) / PageSize * PageSize;

    private static long Size(int count, int messageBytes) =>
        MessagesOffset(count) + (messageBytes == 0 ? 0 : SharedMessages.Size(messageBytes));
}
