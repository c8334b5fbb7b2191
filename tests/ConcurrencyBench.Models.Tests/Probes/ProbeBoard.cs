using System.IO.MemoryMappedFiles;

namespace ConcurrencyBench.Models.Tests.Probes;

/// <summary>What probes write and tests read, over a mapped file, so that it works across a pool's processes too.</summary>
public sealed unsafe class ProbeBoard : IDisposable
{
    private const int Size = 4096;

    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly long* _cells;

    public ProbeBoard(string path)
    {
        _map = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, Size);
        _view = _map.CreateViewAccessor();
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _cells = (long*)start;
    }

    /// <summary>The items that are running.</summary>
    public ref long InFlight => ref _cells[0];

    /// <summary>The most items that ever ran at once.</summary>
    public ref long Peak => ref _cells[1];

    /// <summary>The items that were ever started.</summary>
    public ref long Started => ref _cells[2];

    /// <summary>One more than the number of the item that throws; 0 for none.</summary>
    public ref long Fault => ref _cells[3];

    /// <summary>How many items have to meet.</summary>
    public ref long Together => ref _cells[4];

    public void Enter()
    {
        Interlocked.Increment(ref Started);
        var running = Interlocked.Increment(ref InFlight);
        var peak = Interlocked.Read(ref Peak);
        while (running > peak)
        {
            var seen = Interlocked.CompareExchange(ref Peak, running, peak);
            if (seen == peak)
            {
                break;
            }

            peak = seen;
        }
    }

    public void Leave() => Interlocked.Decrement(ref InFlight);

    public void ThrowIfFaulty(int item)
    {
        if (Interlocked.Read(ref Fault) == item + 1)
        {
            throw new InvalidOperationException($"item {item} broke");
        }
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
    }
}
