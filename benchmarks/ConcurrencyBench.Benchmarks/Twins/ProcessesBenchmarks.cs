using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using ConcurrencyBench.Models;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary>
/// <c>processes</c> beside two processes of this program that share a mapped file: a counter, then a digest for each item.
/// A byte to each process starts an operation, a byte back ends it.
/// </summary>
public class ProcessesBenchmarks : ModelAndTwin<ProcessesModel>
{
    private readonly List<Process> _processes = [];
    private MemoryMappedFile? _file;
    private MemoryMappedViewAccessor? _memory;

    /// <inheritdoc/>
    protected override void StartTwin<TItem>(int count)
    {
        var path = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), Path.GetRandomFileName());
        _file = TwinProcess.Map(path, FileMode.CreateNew, count);
        _memory = _file.CreateViewAccessor();
        try
        {
            for (var number = 0; number < Concurrency; number++)
            {
                string[] arguments = [typeof(TwinProcess).Assembly.Location, TwinProcess.Verb, path, typeof(TItem).Name];
                var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
                _processes.Add(Process.Start(start)!);
            }

            Await();
        }
        finally
        {
            // Every process has it open, or the attempt failed: nothing can leak a file.
            File.Delete(path);
        }
    }

    /// <inheritdoc/>
    protected override Task RunTwinAsync<TItem>(ulong[] digests)
    {
        _memory!.Write(0, 0);
        Wake();
        Await();
        _memory.ReadArray(TwinProcess.DigestsOffset, digests, 0, digests.Length);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void EndTwin()
    {
        foreach (var process in _processes)
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }

        _memory?.Dispose();
        _file?.Dispose();
    }

    private void Wake()
    {
        foreach (var process in _processes)
        {
            process.StandardInput.BaseStream.WriteByte(TwinProcess.Signal);
            process.StandardInput.BaseStream.Flush();
        }
    }

    private void Await()
    {
        foreach (var process in _processes)
        {
            if (process.StandardOutput.BaseStream.ReadByte() != TwinProcess.Signal)
            {
                throw new InvalidOperationException("a process of the twin ended");
            }
        }
    }
}
