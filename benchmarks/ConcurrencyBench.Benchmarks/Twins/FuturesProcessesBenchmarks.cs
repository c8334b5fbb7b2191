using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using ConcurrencyBench.Models;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary>
/// <c>futures-processes</c> beside two processes of this program, each fed chunks through its pipe by a thread, which
/// reads a byte back for each; digests pass through a mapped file. Four chunks for each process, as the model has.
/// </summary>
public class FuturesProcessesBenchmarks : ModelAndTwin<FuturesProcessesModel>
{
    private const int ChunksPerProcess = 4;

    private readonly List<Process> _processes = [];
    private TwinScheduler? _threads;
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

            _processes.ForEach(Await);
            _threads = new TwinScheduler(Concurrency);
        }
        finally
        {
            // Every process has it open, or the attempt failed: nothing can leak a file.
            File.Delete(path);
        }
    }

    /// <inheritdoc/>
    protected override async Task RunTwinAsync<TItem>(ulong[] digests)
    {
        var size = (digests.Length + (ChunksPerProcess * Concurrency) - 1) / (ChunksPerProcess * Concurrency);
        var taken = 0;
        await Task.WhenAll(_processes.Select(process => Task.Factory.StartNew(
            () =>
            {
                for (var first = Interlocked.Add(ref taken, size) - size; first < digests.Length; first = Interlocked.Add(ref taken, size) - size)
                {
                    Send(process, first, Math.Min(size, digests.Length - first));
                    Await(process);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.None,
            _threads!)));
        _memory!.ReadArray(TwinProcess.DigestsOffset, digests, 0, digests.Length);
    }

    /// <inheritdoc/>
    protected override void EndTwin()
    {
        _threads?.Dispose();
        foreach (var process in _processes)
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }

        _memory?.Dispose();
        _file?.Dispose();
    }

    private static void Send(Process process, int first, int count)
    {
        Span<byte> message = stackalloc byte[TwinProcess.ChunkBytes];
        message[0] = TwinProcess.ChunkSignal;
        BitConverter.TryWriteBytes(message[1..], first);
        BitConverter.TryWriteBytes(message[(1 + sizeof(int))..], count);
        process.StandardInput.BaseStream.Write(message);
        process.StandardInput.BaseStream.Flush();
    }

    private static void Await(Process process)
    {
        if (process.StandardOutput.BaseStream.ReadByte() != TwinProcess.Signal)
        {
            throw new InvalidOperationException("a process of the twin ended");
        }
    }
}
