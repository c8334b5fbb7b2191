using System.Diagnostics;
using ConcurrencyBench.Models;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary>
/// <c>futures-processes</c> beside two processes of this program, each fed chunks through its pipe by a thread, which
/// reads a byte back for each; digests pass through a mapped file. Four chunks for each process, as the model has.
/// </summary>
public class FuturesProcessesBenchmarks : ModelAndTwin<FuturesProcessesModel>
{
    private const int ChunksPerProcess = 4;

    private TwinProcesses? _processes;
    private TwinScheduler? _threads;

    /// <inheritdoc/>
    protected override void StartTwin<TItem>(int count)
    {
        _processes = TwinProcesses.Start<TItem>(Concurrency, count);
        _threads = new TwinScheduler(Concurrency);
    }

    /// <inheritdoc/>
    protected override async Task RunTwinAsync<TItem>(ulong[] digests)
    {
        var size = (digests.Length + (ChunksPerProcess * Concurrency) - 1) / (ChunksPerProcess * Concurrency);
        var taken = 0;
        await Task.WhenAll(_processes!.All.Select(process => Task.Factory.StartNew(
            () =>
            {
                for (var first = Interlocked.Add(ref taken, size) - size; first < digests.Length; first = Interlocked.Add(ref taken, size) - size)
                {
                    Send(process, first, Math.Min(size, digests.Length - first));
                    TwinProcesses.Await(process);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.None,
            _threads!)));
        _processes.Read(digests);
    }

    /// <inheritdoc/>
    protected override void EndTwin()
    {
        _threads?.Dispose();
        _processes?.Dispose();
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
}
