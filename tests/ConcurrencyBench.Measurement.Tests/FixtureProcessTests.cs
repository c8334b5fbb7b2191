using System.IO.Pipelines;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Measurement.Workers;

namespace ConcurrencyBench.Measurement.Tests;

public sealed class FixtureProcessTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The reader has a deadline for each line: the items of the largest concurrency must not hold back the others.</summary>
    [Fact(Timeout = 60_000)]
    public async Task Run_SeveralConcurrencies_WritesEachLineBeforeItComputesTheNext()
    {
        var (input, output) = (new Pipe(), new Pipe());
        using var largest = new ManualResetEventSlim();
        var running = Task.Run(
            () => FixtureProcess.Run(new HeldWorkload(largest), "1", ["1000", "16"], input.Reader.AsStream(), output.Writer.AsStream(), TextWriter.Null), Token);
        using var reader = new StreamReader(output.Reader.AsStream());

        Assert.Equal(string.Empty, await reader.ReadLineAsync(Token));
        Assert.StartsWith("16 16 ", await reader.ReadLineAsync(Token), StringComparison.Ordinal);
        largest.Set();
        Assert.StartsWith("1000 1000 ", await reader.ReadLineAsync(Token), StringComparison.Ordinal);
        await input.Writer.CompleteAsync();
        Assert.True(await running);
    }

    /// <summary>Computes what its last items have only once it is let.</summary>
    private sealed class HeldWorkload(ManualResetEventSlim lastItems) : ItemWorkload
    {
        public override string Id => "held";

        public override string Description => "is held";

        public override WorkloadKind Kind => WorkloadKind.Cpu;

        public override int Items(int concurrency) => concurrency;

        public override ulong Execute<TGate>(int item, ref TGate gate) => Expected(item);

        public override ulong Expected(int item)
        {
            if (item >= 16)
            {
                lastItems.Wait(Token);
            }

            return (ulong)item;
        }
    }
}
