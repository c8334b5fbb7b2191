using System.Runtime.CompilerServices;

namespace ConcurrencyBench.Abstractions.Streams;

/// <summary>
/// The sources, the filter, the map and the handlers of one stream, as a model sees them. Events are computed from the seed,
/// so that a source holds none, and each (handler, source) has a windowed sum of its own, so that handlers share nothing.
/// </summary>
/// <param name="shape">How much of what.</param>
/// <param name="seed">Decides every event.</param>
public class EventStream(StreamShape shape, ulong seed)
{
    // One handler's sums lie together: who runs a handler writes nowhere near another's.
    private readonly WindowedSum[] _sums = new WindowedSum[shape.Sources * shape.Handlers];
    private readonly StreamMeter _meter = new(shape);
    private long? _deliveries;

    /// <summary>How many sources there are; they are numbered from 0.</summary>
    public int Sources => shape.Sources;

    /// <summary>How many handlers there are; they are numbered from 0.</summary>
    public int Handlers => shape.Handlers;

    /// <summary>How many events each source has; they are numbered from 0.</summary>
    public int EventsPerSource => shape.EventsPerSource;

    /// <summary>The filter: three events of four pass.</summary>
    /// <param name="value">An event's value.</param>
    /// <returns>Whether it goes on.</returns>
    public static bool Passes(ulong value) => (value & 3) != 0;

    /// <summary>The map.</summary>
    /// <param name="value">The value of an event that passes.</param>
    /// <returns>What handlers get.</returns>
    public static ulong Map(ulong value) => (value ^ (value >> 31)) * 0x9E3779B97F4A7C15;

    /// <summary>Takes an event from its source: each is to be taken once, in order.</summary>
    /// <param name="source">Which source.</param>
    /// <param name="number">Which of its events.</param>
    /// <returns>The event's value.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next(int source, int number)
    {
        if (number == _meter.WeighedAt)
        {
            _meter.Weigh();
        }

        return ValueOf(source, number);
    }

    /// <summary>The value of an event, for models whose sources run in processes of their own: what those hold is not weighed.</summary>
    /// <param name="source">Which source.</param>
    /// <param name="number">Which of its events.</param>
    /// <returns>The event's value.</returns>
    public ulong ValueOf(int source, int number) => Digest.Mix(seed + ((ulong)source << 32) + (uint)number);

    /// <summary>Takes an event from its source and through filter and map: for models that do all three in one place.</summary>
    /// <param name="source">Which source.</param>
    /// <param name="number">Which of its events.</param>
    /// <param name="value">What handlers get, when it passed.</param>
    /// <returns>Whether it passed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryNext(int source, int number, out ulong value)
    {
        value = Next(source, number);
        if (!Passes(value))
        {
            return false;
        }

        value = Map(value);
        return true;
    }

    /// <summary>The sources of one worker: neighbours, so that workers write nowhere near each other.</summary>
    /// <param name="share">Which worker, from 0.</param>
    /// <param name="shares">How many there are, at most as many as sources.</param>
    /// <returns>The first source, and the one after the last.</returns>
    public (int First, int End) Share(int share, int shares) =>
        ((int)((long)Sources * share / shares), (int)((long)Sources * (share + 1) / shares));

    /// <summary>What a handler does with an event. Never called twice at once for one handler and source.</summary>
    /// <param name="handler">Which handler.</param>
    /// <param name="source">The event's source.</param>
    /// <param name="value">Its value, mapped.</param>
    public void Handle(int handler, int source, ulong value) =>
        Add(handler, source, ref _sums[(handler * Sources) + source], value);

    /// <summary>As <see cref="Handle"/>, for a model that keeps the sum itself until it hands it to <see cref="Keep"/>.</summary>
    /// <param name="handler">Which handler.</param>
    /// <param name="source">The event's source.</param>
    /// <param name="sum">The handler's sum of the source so far, from the default on.</param>
    /// <param name="value">The event's value, mapped.</param>
    public virtual void Add(int handler, int source, ref WindowedSum sum, ulong value) => sum.Add(value);

    /// <summary>Keeps sums that were kept elsewhere.</summary>
    /// <param name="handler">Which handler.</param>
    /// <param name="firstSource">The source of the first sum; those after it follow.</param>
    /// <param name="sums">The sums of all events of these sources.</param>
    public void Keep(int handler, int firstSource, ReadOnlySpan<WindowedSum> sums) =>
        sums.CopyTo(_sums.AsSpan((handler * Sources) + firstSource));

    /// <summary>What the handlers made of a source.</summary>
    internal ulong DigestOf(int source)
    {
        var digest = 0UL;
        for (var handler = 0; handler < Handlers; handler++)
        {
            digest = Digest.Of(digest, _sums[(handler * Sources) + source].Digest);
        }

        return digest;
    }

    /// <summary>What the handlers must make of a source: its events by plain calls.</summary>
    internal ulong Expected(int source)
    {
        var sum = default(WindowedSum);
        for (var number = 0; number < EventsPerSource; number++)
        {
            var value = ValueOf(source, number);
            if (Passes(value))
            {
                sum.Add(Map(value));
            }
        }

        // Every handler gets the same events.
        return Enumerable.Repeat(sum.Digest, Handlers).Aggregate(0UL, Digest.Of);
    }

    /// <summary>Forgets what was handled; untimed, called where the workload begins an operation.</summary>
    internal void Begin()
    {
        Array.Clear(_sums);
        _meter.Begin();
    }

    /// <summary>Runs the stream through a model, timed.</summary>
    internal async Task RunAsync(IRunsStreams streamer, int concurrency, CancellationToken cancellationToken)
    {
        _meter.Start();
        await streamer.RunAsync(this, concurrency, cancellationToken).ConfigureAwait(false);
        _meter.Stop();
    }

    /// <summary>What the last run took.</summary>
    internal Records.Phase Observe() => _meter.Observe(_deliveries ??= CountDeliveries());

    /// <summary>What a stream's figures are divided by: what a plain loop does, too, grows with handlers, and an event that the filter stops reaches none.</summary>
    private long CountDeliveries()
    {
        var passing = 0L;
        for (var source = 0; source < Sources; source++)
        {
            for (var number = 0; number < EventsPerSource; number++)
            {
                passing += Passes(ValueOf(source, number)) ? 1 : 0;
            }
        }

        return passing * Handlers;
    }
}
