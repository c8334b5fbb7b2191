using ConcurrencyBench.Abstractions.Counters;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Counters;

/// <summary>What is read of a process from outside at one moment: each of its files once, when it is first asked for.</summary>
internal sealed class ProcessReadings(int processId) : IProcessReadings
{
    private readonly Dictionary<string, string?> _files = [];
    private List<string?>? _threads;

    public long? CpuNanoseconds => ProcessClock.Read(processId);

    public long? Field(string file, string name)
    {
        if (!_files.TryGetValue(file, out var text))
        {
            _files.Add(file, text = ProcFile.Read($"/proc/{processId}/{file}"));
        }

        return text is null ? null : ProcFile.Field(text, name);
    }

    public long? OfThreads(string name) => ProcFile.Sum(_threads ??= Threads(), name);

    // One that ended since the folder was listed no longer counts.
    private List<string?> Threads() => [.. ProcessTree.Threads(processId).Select(thread => ProcFile.Read($"{thread}/status")).OfType<string>()];
}
