using System.Globalization;
using System.Text;
using ConcurrencyBench.Core;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>The life of <c>cbench fixture WORKLOAD SEED</c>: holds a workload's fixture until its input closes.</summary>
public static class FixtureProcess
{
    /// <summary>Opens the fixture, writes its address as one line, waits for the input to close and removes the fixture.</summary>
    /// <param name="workload">Whose fixture; empty line when it has none.</param>
    /// <param name="seed">The run's seed, as text.</param>
    /// <param name="input">Whose end ends the fixture.</param>
    /// <param name="output">Where the address goes.</param>
    /// <returns>A task that ends with the input.</returns>
    public static async Task RunAsync(Workload workload, string seed, Stream input, Stream output)
    {
        var fixture = await workload
            .OpenFixtureAsync(ulong.Parse(seed, CultureInfo.InvariantCulture), CancellationToken.None).ConfigureAwait(false);
        try
        {
            await output.WriteAsync(Encoding.UTF8.GetBytes($"{fixture?.Address}\n")).ConfigureAwait(false);
            await output.FlushAsync().ConfigureAwait(false);
            await InputPump.Start(input).CopyToAsync(Stream.Null).ConfigureAwait(false);
        }
        finally
        {
            if (fixture is not null)
            {
                await fixture.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
