using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Tests;

public sealed class ComparisonTests
{
    [Theory]
    [InlineData(WorkloadKind.Cpu, false, "CPU-bound: w, 16 in flight", "computing", 2.0)]
    [InlineData(WorkloadKind.Io, true, "I/O-bound: w, 16 in flight", "waiting", 16.0)]
    [InlineData(WorkloadKind.Io, false, "I/O-bound: w, 16 in flight", "I/O", null)]
    [InlineData(WorkloadKind.Mixed, true, "I/O and CPU: w, 16 in flight", "waiting and computing", null)]
    [InlineData(WorkloadKind.Message, false, "messages: w, 16 in flight", "messages", null)]
    [InlineData(null, false, "w, 16 in flight", "", null)]
    public void Words_OfEveryKind_SayWhatItIsAndWhetherTheIdealIsKnown(WorkloadKind? kind, bool waits, string heading, string activity, double? ideal)
    {
        var comparison = new ComparisonView(Comparison.Of("w", Parameters.Of(16), []), kind, waits);

        Assert.Equal((heading, activity, ideal), (comparison.Heading, comparison.Activity, comparison.Ideal(2)));
    }
}
