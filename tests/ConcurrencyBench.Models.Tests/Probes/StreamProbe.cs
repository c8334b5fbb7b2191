using System.Collections.Concurrent;
using ConcurrencyBench.Abstractions.Streams;

namespace ConcurrencyBench.Models.Tests.Probes;

/// <summary>A stream whose handlers note what they are given, and can be made to misbehave.</summary>
public sealed class StreamProbe(StreamShape shape) : EventStream(shape, 42)
{
    private readonly ConcurrentDictionary<(int Handler, int Source), List<ulong>> _handled = new();
    private int _count;

    /// <summary>How many events were handled.</summary>
    public int Handled => Volatile.Read(ref _count);

    /// <summary>Called by a handler with how many events were handled before.</summary>
    public Action<int> OnHandle { get; set; } = _ => { };

    public override void Add(int handler, int source, ref WindowedSum sum, ulong value)
    {
        OnHandle(Interlocked.Increment(ref _count) - 1);
        _handled.GetOrAdd((handler, source), _ => []).Add(value);
        base.Add(handler, source, ref sum, value);
    }

    /// <summary>Forgets what was handled.</summary>
    public void Forget()
    {
        _handled.Clear();
        _count = 0;
    }

    /// <summary>Each event that passes, at each handler once, and in order within its source.</summary>
    public void AssertComplete()
    {
        for (var source = 0; source < Sources; source++)
        {
            var expected = new List<ulong>();
            for (var number = 0; number < EventsPerSource; number++)
            {
                if (TryNext(source, number, out var value))
                {
                    expected.Add(value);
                }
            }

            for (var handler = 0; handler < Handlers; handler++)
            {
                Assert.Equal(expected, _handled[(handler, source)]);
            }
        }
    }
}
