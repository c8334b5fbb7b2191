using BenchmarkDotNet.Engines;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>An engine's host without output: standard output belongs to the protocol.</summary>
internal sealed class SilentHost : IHost
{
    public void Dispose()
    {
    }

    public void Write(string message)
    {
    }

    public void WriteLine()
    {
    }

    public void WriteLine(string message)
    {
    }

    public void SendSignal(HostSignal hostSignal)
    {
    }

    public void SendError(string message) => throw new InvalidOperationException(message);

    public void ReportResults(RunResults runResults)
    {
    }
}
