using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Tests.Claims;

public sealed class MessageClaimsTests
{
    private static readonly Comparison PingPong = new(
        "ping-pong", 2, "sequential", "sequential-again", "threads", "threads-again", "processes", "green-threads");

    [Theory]
    [InlineData(1.5, 2, 10, Verdict.Supported)]
    [InlineData(0.5, 2, 10, Verdict.Contradicted)]
    [InlineData(1.5, 0.5, 10, Verdict.Contradicted)]
    [InlineData(1.5, 2, 0.5, Verdict.Contradicted)]
    public void IpcClaim_CertainRatios_IsDecidedAndShownForEachSize(double small, double page, double large, Verdict expected)
    {
        var judgement = WithRoundTrips(("processes", [small, page, large])).Judge("processes.ipc");

        Assert.Equal(expected, judgement.Verdict);
        Assert.Equal(
            [
                ("time of 64 B(processes ÷ threads, ping-pong, 2)", "> 1×", Decided(small)),
                ("time of 4 KiB(processes ÷ threads, ping-pong, 2)", "> 1×", Decided(page)),
                ("time of 1 MiB(processes ÷ threads, ping-pong, 2)", "> 1×", Decided(large)),
            ],
            judgement.Evidence.Select(evidence => (evidence.Name, evidence.Rule, evidence.Verdict)));
        Assert.Equal([small, page, large], judgement.Evidence.Select(evidence => Math.Round(evidence.Figure.Value, 9)));
    }

    [Fact]
    public void IpcClaim_AsFastAsThreads_IsInconclusive() => Assert.Equal(
        Verdict.Inconclusive, WithRoundTrips(("threads-again", [1.02, 1.02, 1.02])).Judge("processes.ipc").Verdict);

    [Theory]
    [InlineData(0.2, Verdict.Supported)]
    [InlineData(0.8, Verdict.Contradicted)]
    public void GreenClaim_CertainRatio_IsDecidedByTheShortMessages(double ratio, Verdict expected)
    {
        // The other sizes say nothing about switching: what a large message takes is digesting it.
        var judgement = WithRoundTrips(("green-threads", [ratio, 1, 1])).Judge("green.light");

        Assert.Equal(expected, judgement.Verdict);
        var evidence = Assert.Single(judgement.Evidence);
        Assert.Equal(("time of 64 B(green-threads ÷ threads, ping-pong, 2)", "≤ 0.5×"), (evidence.Name, evidence.Rule));
    }

    [Fact]
    public void MessageClaims_RunWithoutPingPong_AreNotMeasured() => Assert.All(["processes.ipc", "green.light"], claim => Assert.Equal(
        (Verdict.NotMeasured, "ping-pong was not selected"), Reasoned(new RunBuilder().Plan("primes", 2, "threads").Judge(claim))));

    private static (Verdict Verdict, string? Reason) Reasoned(Judgement judgement) => (judgement.Verdict, judgement.Reason);

    private static Verdict Decided(double ratio) => ratio > 1 ? Verdict.Supported : Verdict.Contradicted;

    /// <summary>Round trips that take some times as long as those of threads, at each size.</summary>
    private static RunBuilder WithRoundTrips(params (string Model, double[] Ratios)[] models) => new RunBuilder().Compare(PingPong, _ => 1000)
        .Change(measurement =>
        {
            var ratios = models.Where(pair => pair.Model == measurement.Cell.Model).Select(pair => pair.Ratios).DefaultIfEmpty([1, 1, 1]).Single();
            return measurement with
            {
                Phases = [new Phase("64b", 100, 100 * 5_000 * ratios[0]), new Phase("4kib", 10, 10 * 6_000 * ratios[1]), new Phase("1mib", 1, 200_000 * ratios[2])],
            };
        });
}
