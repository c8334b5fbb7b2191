using System.Diagnostics;
using ConcurrencyBench.Models;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary>
/// <c>processes</c> beside two processes of this program that share a mapped file: a counter, then a digest for each item.
/// A byte to each process starts an operation, a byte back ends it.
/// </summary>
public class ProcessesBenchmarks : ModelAndTwin<ProcessesModel>
{
    private TwinProcesses? _processes;

    /// <inheritdoc/>
    protected override void StartTwin<TItem>(int count) => _processes = TwinProcesses.Start<TItem>(Concurrency, count);

    /// <inheritdoc/>
    protected override Task RunTwinAsync<TItem>(ulong[] digests)
    {
        _processes!.Offer();
        _processes.All.ForEach(Wake);
        _processes.All.ForEach(TwinProcesses.Await);
        _processes.Read(digests);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void EndTwin() => _processes?.Dispose();

    private static void Wake(Process process)
    {
        process.StandardInput.BaseStream.WriteByte(TwinProcess.Signal);
        process.StandardInput.BaseStream.Flush();
    }
}
