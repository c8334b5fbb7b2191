using System.IO.MemoryMappedFiles;

namespace ConcurrencyBench.Processes;

/// <summary>
/// Memory that two processes map: a file in memory where the system has such a place, so that nothing is written to a disk.
/// Full of zeros when it is made.
/// </summary>
public sealed unsafe class SharedMemory : IDisposable
{
    private readonly FileStream _file;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;

    private SharedMemory(string path, FileMode mode, long size)
    {
        Path = path;
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            PreallocationSize = mode == FileMode.CreateNew ? size : 0,
            BufferSize = 0,
        };
        if (mode == FileMode.CreateNew && !OperatingSystem.IsWindows())
        {
            // Its folder belongs to all users, and it has a name for a moment.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        _file = new FileStream(path, options);
        _map = MemoryMappedFile.CreateFromFile(
            _file, null, size, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _view = _map.CreateViewAccessor(0, size);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Start = start;
    }

    /// <summary>Where another process opens the memory.</summary>
    public string Path { get; private set; }

    /// <summary>Its first byte, at the beginning of a page.</summary>
    public byte* Start { get; }

    /// <summary>Makes the file in the best place that has room for it.</summary>
    /// <exception cref="IOException">No place has.</exception>
    public static SharedMemory Create(long size)
    {
        var refusals = new List<string>();
        foreach (var folder in SharedMemoryPlace.Folders)
        {
            try
            {
                return Create(folder, size);
            }
            catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
            {
                refusals.Add(refusal.Message);
            }
        }

        throw new IOException(string.Join("; ", refusals));
    }

    /// <summary>Makes the file, with room for every byte taken now: a full file system fails here and not at a write.</summary>
    /// <exception cref="IOException">There is no room.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not for us.</exception>
    internal static SharedMemory Create(string folder, long size)
    {
        var path = System.IO.Path.Combine(folder, $"cbench-{Environment.ProcessId}-{Guid.NewGuid():N}");
        var memory = new SharedMemory(path, FileMode.CreateNew, size);
        if (OperatingSystem.IsLinux())
        {
            // Without a name from its first moment on, the file cannot be left behind, however this process ends.
            File.Delete(path);
            memory.Path = $"/proc/{Environment.ProcessId}/fd/{memory._file.SafeFileHandle.DangerousGetHandle()}";
        }

        return memory;
    }

    /// <summary>Opens the whole file that another process made.</summary>
    public static SharedMemory Open(string path) => new(path, FileMode.Open, size: 0);

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

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
        _file.Dispose();
    }
}
