using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Workloads.Messages;

/// <summary>
/// Which item a round trip is of. The items of each size are made again and again until they have lasted long enough, and then those of the next size: the
/// clock is looked at once a pass. Used by the worker that asks.
/// </summary>
/// <param name="sizes">The sizes, in order of their items.</param>
/// <param name="time">The clock.</param>
internal sealed class SizeTurns(IReadOnlyList<MessageSize> sizes, TimeProvider time)
{
    private readonly TimeSpan[] _times = new TimeSpan[sizes.Count];
    private readonly int[] _passes = new int[sizes.Count];
    private long _started;
    private int _size;
    private int _firstOfPass;

    /// <summary>How many round trips there are as far as is known.</summary>
    public int Count { get; private set; }

    /// <summary>How many round trips have ended.</summary>
    public int Ended { get; private set; }

    /// <summary>Whether every item of the present size has been made before.</summary>
    public bool IsRepeat => _passes[_size] > 0;

    /// <summary>Begins an operation.</summary>
    public void Reset()
    {
        Array.Clear(_passes);
        (_size, _firstOfPass, Ended, Count) = (0, 0, 0, sizes[^1].Last + 1);
    }

    /// <summary>The item of a round trip of the present pass.</summary>
    public int ItemOf(int trip) => sizes[_size].First + trip - _firstOfPass;

    /// <summary>A round trip begins.</summary>
    /// <returns>Its item.</returns>
    public int Begin(int trip)
    {
        if (trip == _firstOfPass && !IsRepeat)
        {
            _started = time.GetTimestamp();
        }

        return ItemOf(trip);
    }

    /// <summary>A round trip has ended.</summary>
    /// <param name="trip">Which.</param>
    /// <param name="least">How long those of a size are to last together; zero to make each item once.</param>
    public void End(int trip, TimeSpan least)
    {
        Ended++;
        if (trip - _firstOfPass == sizes[_size].Count - 1)
        {
            EndPass(trip + 1, least);
        }
    }

    /// <summary>The sizes of which every item was made, each with the mean time of a pass.</summary>
    public IReadOnlyList<Phase> Read() =>
    [
        .. from index in Enumerable.Range(0, _size)
           let size = sizes[index]
           select new Phase(size.Id, size.Count, _times[index].TotalNanoseconds / _passes[index])
           {
               Label = size.Label, Size = size.Bytes, Repeats = _passes[index] > 1 ? _passes[index] : null,
           },
    ];

    private void EndPass(int next, TimeSpan least)
    {
        _passes[_size]++;
        _firstOfPass = next;
        _times[_size] = time.GetElapsedTime(_started);
        if (_times[_size] < least)
        {
            Count += sizes[_size].Count;
        }
        else
        {
            _size++;
        }
    }
}
