using System.Runtime.InteropServices;

namespace ConcurrencyBench.Abstractions.Shared;

/// <summary>
/// A map and a few counters that the updates of one operation are applied to, as a model sees them. Half of the updates go to the
/// counters, which are hot, the others to entries of the map, which are cold. Nothing here is guarded: how no update is lost is the
/// model's part. Updates add, so that their order makes no difference.
/// </summary>
public sealed class SharedState
{
    private const int Counters = 4;
    private const int Entries = 4096;

    private readonly ulong _seed;
    private readonly long[] _counters = new long[Counters];
    private readonly Dictionary<int, long> _map = new(Entries);
    private SharedState? _expected;

    internal SharedState(int count, ulong seed) => (Count, _seed) = (count, seed);

    /// <summary>How many updates there are; they are numbered from 0.</summary>
    public int Count { get; }

    /// <summary>An update, computed from the seed by any thread.</summary>
    /// <param name="number">Which update.</param>
    /// <returns>What it adds to what.</returns>
    public StateUpdate UpdateOf(int number)
    {
        var random = Digest.Mix(_seed + (uint)number);
        var key = (random & 1) == 0 ? (int)(random >> 1) & (Counters - 1) : Counters + ((int)(random >> 1) & (Entries - 1));
        return new StateUpdate(key, (long)(random >> 48) + 1);
    }

    /// <summary>Applies an update. Never called twice at once.</summary>
    /// <param name="update">The update.</param>
    public void Apply(StateUpdate update)
    {
        if (update.Key < Counters)
        {
            _counters[update.Key] += update.Amount;
        }
        else
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_map, update.Key, out _) += update.Amount;
        }
    }

    /// <summary>The updates of one worker, where each has a share of its own.</summary>
    /// <param name="share">Which worker, from 0.</param>
    /// <param name="shares">How many there are.</param>
    /// <returns>The first update, and the one after the last.</returns>
    public (int First, int End) Share(int share, int shares) => ((int)((long)Count * share / shares), (int)((long)Count * (share + 1) / shares));

    /// <summary>An empty state for the updates of one worker, for models that give each a part of its own.</summary>
    /// <returns>The part.</returns>
    public SharedState OpenPart() => new(Count, _seed);

    /// <summary>Adds what a part has. Never called twice at once.</summary>
    /// <param name="part">The part, to which no update is applied any more.</param>
    public void Merge(SharedState part)
    {
        for (var counter = 0; counter < Counters; counter++)
        {
            _counters[counter] += part._counters[counter];
        }

        foreach (var (key, value) in part._map)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_map, key, out _) += value;
        }
    }

    /// <summary>Forgets all updates; untimed, before each operation.</summary>
    internal void Clear()
    {
        Array.Clear(_counters);
        _map.Clear();
    }

    /// <summary>Gives each update its digest, which is wrong where what it was added to is not what all updates together make of it.</summary>
    internal void Settle(ulong[] digests)
    {
        _expected ??= ByPlainCalls();
        for (var number = 0; number < Count; number++)
        {
            var key = UpdateOf(number).Key;
            digests[number] = StateWorkload.DigestOf(_seed, number) + (ulong)(ValueOf(key) - _expected.ValueOf(key));
        }
    }

    private SharedState ByPlainCalls()
    {
        var state = OpenPart();
        for (var number = 0; number < Count; number++)
        {
            state.Apply(UpdateOf(number));
        }

        return state;
    }

    private long ValueOf(int key) => key < Counters ? _counters[key] : _map.GetValueOrDefault(key);
}
