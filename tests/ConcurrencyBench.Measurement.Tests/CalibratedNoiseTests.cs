using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Checks;
using ConcurrencyBench.Measurement.Tests.Fakes;

namespace ConcurrencyBench.Measurement.Tests;

public sealed class CalibratedNoiseTests
{
    private static readonly CalibratedNoise Noise = new(DateTimeOffset.UnixEpoch, [
        Floor(3, 4, 1.08), Floor(3, 8, 1.06), Floor(5, 8, 1.04), Floor(5, 8, 1.05), Floor(8, 8, 1.03) with { UsesOneCore = true },
    ]);

    [Theory]
    [InlineData(2, 8, 1.08)]
    [InlineData(3, 2, 1.08)]
    [InlineData(3, 4, 1.08)]
    [InlineData(3, 12, 1.06)]
    [InlineData(4, 8, 1.06)]
    [InlineData(5, 8, 1.05)]
    [InlineData(20, 32, 1.05)]
    public void Find_RoundsAndBlocks_IsTheHighestFloorOfAsManyOrElseFewer(int rounds, int blocks, double? expected) =>
        Assert.Equal(expected, Noise.Find("primes", usesOneCore: false, "throughput", rounds, blocks));

    [Fact]
    public void Find_AnotherWorkloadMetricOrClass_IsNoneOfTheOthers()
    {
        Assert.Null(Noise.Find("http", usesOneCore: false, "throughput", 8, 8));
        Assert.Null(Noise.Find("primes", usesOneCore: false, "cpu", 8, 8));
        Assert.Equal(1.03, Noise.Find("primes", usesOneCore: true, "throughput", 8, 8));
    }

    [Theory]
    [InlineData(3, 8, 0.9, "calibration.floors[0].ratio")]
    [InlineData(3, 8, double.NaN, "calibration.floors[0].ratio")]
    [InlineData(0, 8, 1.1, "calibration.floors[0].rounds")]
    [InlineData(3, 0, 1.1, "calibration.floors[0].blocks")]
    [InlineData(3, 8, 1.1, null)]
    public void ManifestRules_FloorThatCannotBe_IsAFault(int rounds, int blocks, double ratio, string? member)
    {
        using var run = new TestRun();
        var manifest = run.Manifest with { Calibration = new CalibratedNoise(DateTimeOffset.UnixEpoch, [Floor(rounds, blocks, ratio)]) };
        Assert.Equal(member, ManifestRules.Of(manifest)?.Member);
    }

    [Fact]
    public void ManifestRules_ComparisonWithoutCellsOrWithAnUnknownNeighbour_IsAFault()
    {
        using var run = new TestRun();
        Assert.EndsWith("comparisons[0].cells", Fault(comparison => comparison with { Cells = [], Baseline = null }), StringComparison.Ordinal);
        Assert.EndsWith("comparisons[0].neighbour", Fault(comparison => comparison with { Neighbour = (NeighbourKind)7 }), StringComparison.Ordinal);

        string? Fault(Func<Comparison, Comparison> change)
        {
            var workload = run.Manifest.Plan.Workloads[0];
            var plan = run.Manifest.Plan with { Workloads = [workload with { Comparisons = [change(workload.Comparisons[0])] }] };
            return ManifestRules.Of(run.Manifest with { Plan = plan })?.Member;
        }
    }

    private static CalibratedFloor Floor(int rounds, int blocks, double ratio) => new("primes", UsesOneCore: false, "throughput", rounds, blocks, ratio);
}
