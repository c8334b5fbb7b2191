using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace ConcurrencyBench.Models.Schedulers;

/// <summary>
/// The memory that a pool and its processes share: the counter that items are taken from, and a digest for each item.
/// A file in memory where the system has such a place, so that nothing is written to a disk.
/// </summary>
internal sealed unsafe class SharedItems : IDisposable
{
    private const string MemoryFolder = "/dev/shm";

    // The counter is alone on its cache lines, as in ItemCounter; the digests follow.
    private const int DigestsOffset = 256;
    private const long Exhausted = long.MaxValue / 2;

    private readonly SafeFileHandle _file;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly int _count;
    private readonly long* _next;
    private readonly ulong* _digests;

    private SharedItems(string path, FileMode mode, int count)
    {
        var size = DigestsOffset + ((long)count * sizeof(ulong));
        Path = path;
        _count = count;
        _file = File.OpenHandle(
            path,
            mode,
            FileAccess.ReadWrite,
            FileShare.ReadWrite | FileShare.Delete,
            FileOptions.None,
            mode == FileMode.CreateNew ? size : 0);
        _map = MemoryMappedFile.CreateFromFile(
            _file, null, size, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _view = _map.CreateViewAccessor(0, size);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _next = (long*)start;
        _digests = (ulong*)(start + DigestsOffset);
    }

    /// <summary>Where another process opens the memory.</summary>
    public string Path { get; private set; }

    /// <summary>Makes the file, with room for every digest taken now: a full file system fails here and not at a write.</summary>
    public static SharedItems Create(int count)
    {
        var folder = Directory.Exists(MemoryFolder) ? MemoryFolder : System.IO.Path.GetTempPath();
        var path = System.IO.Path.Combine(folder, $"cbench-{Environment.ProcessId}-{Guid.NewGuid():N}");
        var items = new SharedItems(path, FileMode.CreateNew, count);
        if (OperatingSystem.IsLinux())
        {
            // Without a name from its first moment on, the file cannot be left behind, however this process ends.
            File.Delete(path);
            items.Path = $"/proc/{Environment.ProcessId}/fd/{items._file.DangerousGetHandle()}";
        }

        return items;
    }

    /// <summary>Opens the file that another process made.</summary>
    public static SharedItems Open(string path, int count) => new(path, FileMode.Open, count);

    /// <summary>
    /// Removes the file's name, if it has one; the memory lives as long as a process maps it, and no longer. Deleting a
    /// link of /proc would fail.
    /// </summary>
    public void Unlink()
    {
        if (!OperatingSystem.IsLinux())
        {
            File.Delete(Path);
        }
    }

    /// <summary>Whether nothing is handed out any more; true after <see cref="Stop"/> until items are offered again.</summary>
    public bool IsStopped => Volatile.Read(ref *_next) >= Exhausted;

    /// <summary>Offers every item again; only while no process takes any.</summary>
    public void Offer() => Volatile.Write(ref *_next, 0);

    /// <summary>Takes the next item.</summary>
    public bool TryTake(out int item)
    {
        var taken = Interlocked.Increment(ref *_next) - 1;
        item = unchecked((int)taken);
        return taken < _count;
    }

    /// <summary>Hands out nothing more: how cancellation and failure reach the processes, seen before the next item.</summary>
    public void Stop() => Interlocked.Exchange(ref *_next, Exhausted);

    /// <summary>Adds to an item's digest.</summary>
    public void Add(int item, ulong digest) => _digests[item] += digest;

    /// <summary>Moves every digest into a batch; only while no process runs an item.</summary>
    public void MoveTo(Batch batch) => MoveTo(batch, new Chunk(0, _count));

    /// <summary>Moves the digests of a chunk into a batch; only while no process runs one of its items.</summary>
    public void MoveTo(Batch batch, Chunk chunk)
    {
        for (var item = chunk.First; item < chunk.First + chunk.Count; item++)
        {
            batch.Complete(item, _digests[item]);
            _digests[item] = 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
        _file.Dispose();
    }
}
