using System.Runtime.CompilerServices;

namespace ConcurrencyBench.Abstractions.Streams;

/// <summary>
/// What a handler keeps of a source: sums over tumbling windows, in which later events weigh more, and a digest of the sums so
/// far. An event that is lost, doubled or out of order changes it, also within a window, which without weights would not be
/// noticed there.
/// </summary>
public struct WindowedSum
{
    private const int Length = 16;

    private ulong _sum;
    private ulong _sums;
    private int _count;

    /// <summary>The digest of all that was added, the window that is not full included; not 0 once something was.</summary>
    public readonly ulong Digest => _sums == 0 && _count == 0 ? 0 : Abstractions.Digest.Of(_sums ^ (ulong)_count, _sum);

    /// <summary>Adds an event.</summary>
    /// <param name="value">Its value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong value)
    {
        _sum += value * (ulong)++_count;
        if (_count == Length)
        {
            _sums = Abstractions.Digest.Mix(_sums ^ _sum);
            _sum = 0;
            _count = 0;
        }
    }
}
