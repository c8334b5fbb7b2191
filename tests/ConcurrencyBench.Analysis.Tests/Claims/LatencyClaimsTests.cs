using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Tests.Claims;

/// <summary>Claims about the latency of some items while others block or compute.</summary>
public sealed class LatencyClaimsTests
{
    private const double Millisecond = 1e6;

    [Theory]
    [InlineData(58, 11, Verdict.Supported)]
    [InlineData(58, 25, Verdict.Contradicted)]
    [InlineData(30, 11, Verdict.Contradicted)]
    public void BlockingClaim_LoopAndThreads_IsSupportedByBothAndContradictedByEither(double loop, double threads, Verdict expected)
    {
        var judgement = Blockers(("coroutines", loop), ("threads", threads)).Judge("coroutines.blocking");

        Assert.Equal(expected, judgement.Verdict);
        Assert.Equal(
            ["p99 latency, blocked ÷ p99 latency, quiet(coroutines, blockers, 64)", "p99 latency, blocked ÷ p99 latency, quiet(threads, blockers, 64)"],
            judgement.Evidence.Select(evidence => evidence.Name));
        Assert.Equal(loop / 10, judgement.Evidence[0].Figure.Value, 1e-9);
    }

    [Theory]
    [InlineData(58, 11, Verdict.Supported)]
    [InlineData(58, 58, Verdict.Contradicted)]
    [InlineData(11, 11, Verdict.Contradicted)]
    public void PatchingClaim_CallLeftAloneAndRouted_IsSupportedByBothAndContradictedByEither(double unpatched, double patched, Verdict expected) =>
        Assert.Equal(expected, Blockers(("hub-unpatched", unpatched), ("hub", patched)).Judge("hub.patching").Verdict);

    [Fact]
    public void BlockingClaim_OperationsWithoutLatencies_IsNotMeasured()
    {
        var run = new RunBuilder().Compare(new Comparison("blockers", 64, "coroutines", "threads"), _ => 1000);

        Assert.Equal((Verdict.NotMeasured, "not available on this system"), (run.Judge("coroutines.blocking").Verdict, run.Judge("coroutines.blocking").Reason));
    }

    [Theory]
    [InlineData(900, Verdict.Supported)]
    [InlineData(700, Verdict.Contradicted)]
    [InlineData(1400, Verdict.Contradicted)]
    public void HubClaim_ThroughputBesideTheLoops_MustBeWithinAQuarter(double throughput, Verdict expected) => Assert.Equal(
        expected,
        new RunBuilder().Compare(new Comparison("http", 1000, "hub", "event-loop"), visit => visit.Model == "hub" ? 1e6 / throughput : 1000)
            .Judge("hub.io").Verdict);

    [Theory]
    [InlineData(5, 5.2, 1.1, 0.2, Verdict.Supported)]
    [InlineData(5, 2.1, 1, 0.2, Verdict.Contradicted)]
    [InlineData(5, 5.2, 3.1, 0.2, Verdict.Contradicted)]
    [InlineData(5, 5.2, 1.1, 0.7, Verdict.Contradicted)]
    [InlineData(20, 5.2, 1.1, 0.2, Verdict.Contradicted)]
    public void ConvoyClaim_MedianRoundTrips_AreHeldAgainstTheRunsInterval(int interval, double gil, double shorter, double threads, Verdict expected)
    {
        var run = new RunBuilder { SwitchIntervalMilliseconds = interval }
            .Compare(new Comparison("convoy", 2, "threads", "gil-threads", "gil-threads-short"), _ => 1000)
            .Change(measurement => measurement with
            {
                Phases = [Phase("pings", measurement.Cell.Model switch { "threads" => threads, "gil-threads" => gil, _ => shorter })],
            });

        var judgement = run.Judge("threads.convoy");

        Assert.Equal(expected, judgement.Verdict);
        Assert.Equal("median latency, pings(gil-threads, convoy, 2) ÷ switch interval", judgement.Evidence[0].Name);
        Assert.Equal(gil / interval, judgement.Evidence[0].Figure.Value, 1e-9);
    }

    private static RunBuilder Blockers(params (string Model, double P99)[] blocked) => new RunBuilder()
        .Compare(new Comparison("blockers", 64, [.. blocked.Select(pair => pair.Model)]), _ => 1000)
        .Change(measurement => measurement with
        {
            Phases = [Phase("quiet", 10), Phase("blocked", blocked.Single(pair => pair.Model == measurement.Cell.Model).P99)],
        });

    private static Phase Phase(string name, double milliseconds) => new(name, 200, 150 * Millisecond)
    {
        Latency = new Latency(200, milliseconds * Millisecond, milliseconds * Millisecond, milliseconds * Millisecond, milliseconds * Millisecond, milliseconds * Millisecond),
    };
}
