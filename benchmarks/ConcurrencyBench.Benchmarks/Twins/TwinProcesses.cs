using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using ConcurrencyBench.Benchmarks.Items;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary>Processes of this program for a twin, ready, and the file that they share.</summary>
internal sealed class TwinProcesses : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _memory;

    private TwinProcesses(MemoryMappedFile file) => (_file, _memory) = (file, file.CreateViewAccessor());

    /// <summary>The processes.</summary>
    public List<Process> All { get; } = [];

    /// <summary>Starts processes and waits until each is ready.</summary>
    public static TwinProcesses Start<TItem>(int size, int count)
        where TItem : struct, IItem
    {
        var path = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), Path.GetRandomFileName());
        var processes = new TwinProcesses(TwinProcess.Map(path, FileMode.CreateNew, count));
        try
        {
            for (var number = 0; number < size; number++)
            {
                string[] arguments = [typeof(TwinProcess).Assembly.Location, TwinProcess.Verb, path, typeof(TItem).Name];
                var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
                processes.All.Add(Process.Start(start)!);
            }

            processes.All.ForEach(Await);
            return processes;
        }
        finally
        {
            // Every process has it open, or the attempt failed: nothing can leak a file.
            File.Delete(path);
        }
    }

    /// <summary>Reads the byte by which a process says that it is ready.</summary>
    public static void Await(Process process)
    {
        if (process.StandardOutput.BaseStream.ReadByte() != TwinProcess.Signal)
        {
            throw new InvalidOperationException("a process of the twin ended");
        }
    }

    /// <summary>Offers every item again.</summary>
    public void Offer() => _memory.Write(0, 0);

    /// <summary>Reads the digests.</summary>
    public void Read(ulong[] digests) => _memory.ReadArray(TwinProcess.DigestsOffset, digests, 0, digests.Length);

    public void Dispose()
    {
        foreach (var process in All)
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }

        _memory.Dispose();
        _file.Dispose();
    }
}
