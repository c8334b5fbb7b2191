using System.Diagnostics;

namespace ConcurrencyBench.Abstractions.Streams;

/// <summary>
/// What a stream took: its time, and where there are enough events for it, the memory that it held when the
/// last event had left its source. That is when most would be on their way if nothing held the source back.
/// </summary>
internal sealed class StreamMeter(StreamShape shape)
{
    private const int FewestWeighed = 1_000_000;

    /// <summary>Less than a page cannot be measured: a thread that allocates takes about as much at a time.</summary>
    private const long Page = 4096;

    private long _before;
    private long _held;
    private long _weighing;
    private long _started;
    private long _stopped;

    /// <summary>The number of the event at which to weigh; −1 for none.</summary>
    public int WeighedAt { get; } = shape.Sources == 1 && shape.EventsPerSource >= FewestWeighed ? shape.EventsPerSource - 1 : -1;

    /// <summary>Before a run, untimed.</summary>
    public void Begin()
    {
        (_started, _stopped, _weighing) = (0, 0, 0);
        if (WeighedAt >= 0)
        {
            _before = Heap();
        }
    }

    /// <summary>The run begins.</summary>
    public void Start() => _started = Stopwatch.GetTimestamp();

    /// <summary>The run has ended.</summary>
    public void Stop() => _stopped = Stopwatch.GetTimestamp();

    /// <summary>Weighs what is held now: the heap without its garbage. The collector stops all threads, so that its time can be taken off.</summary>
    public void Weigh()
    {
        var started = Stopwatch.GetTimestamp();
        _held = Math.Max(Page, Heap() - _before);
        _weighing = Stopwatch.GetTimestamp() - started;
    }

    /// <summary>What the last run took.</summary>
    /// <param name="deliveries">How many events it brought to a handler, counted once a handler.</param>
    public Records.Phase Observe(long deliveries) => new(
        shape.Id,
        deliveries,
        Stopwatch.GetElapsedTime(_started, _stopped - _weighing).TotalNanoseconds)
    {
        Label = shape.Label,
        Size = (long)shape.Sources * shape.Handlers,
        BytesPerItem = _weighing == 0 ? null : (double)_held / deliveries,
    };

    private static long Heap()
    {
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: false);
    }
}
