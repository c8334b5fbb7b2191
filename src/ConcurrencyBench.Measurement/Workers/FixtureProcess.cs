using System.Globalization;
using System.Text;
using ConcurrencyBench.Core;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>The life of <c>cbench fixture WORKLOAD SEED</c>: holds a workload's fixture until its input closes.</summary>
public static class FixtureProcess
{
    /// <summary>Opens the fixture, writes its address as one line, waits for the input to close and removes the fixture. Blocks the calling thread.</summary>
    /// <param name="workload">Whose fixture; empty line when it has none.</param>
    /// <param name="seed">The run's seed, as text.</param>
    /// <param name="input">Whose end ends the fixture.</param>
    /// <param name="output">Where the address goes.</param>
    public static void Run(Workload workload, string seed, Stream input, Stream output)
    {
        var fixture = workload.OpenFixtureAsync(ulong.Parse(seed, CultureInfo.InvariantCulture), CancellationToken.None)
            .GetAwaiter().GetResult();
        try
        {
            output.Write(Encoding.UTF8.GetBytes($"{fixture?.Address}\n"));
            output.Flush();
            input.CopyTo(Stream.Null);
        }
        finally
        {
            fixture?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
