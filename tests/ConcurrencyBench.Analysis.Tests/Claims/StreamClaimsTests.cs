using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Tests.Claims;

public sealed class StreamClaimsTests
{
    private static readonly Comparison Stream = new(
        "stream", 2, "sequential", "sequential-again", "reactive", "channels", "dataflow", "reactor");

    private static readonly Comparison Empty = new("empty", 2, "sequential", "sequential-again", "dataflow", "channels");

    [Theory]
    [InlineData(0.0041, Verdict.Supported)]
    [InlineData(0.4, Verdict.Supported)]
    [InlineData(12, Verdict.Contradicted)]
    public void ReactiveStream_BytesHeldForAnEvent_IsDecided(double bytes, Verdict expected)
    {
        var judgement = WithPhases(model => [new Phase("1x1", 1000, 1000) { BytesPerItem = model == "reactive" ? bytes : 100 }]).Judge("reactive.stream");
        Assert.Equal(expected, judgement.Verdict);
        var evidence = Assert.Single(judgement.Evidence);
        Assert.Equal(("bytes, 1 × 1(reactive, stream, 2)", "≤ 1 B", "B"), (evidence.Name, evidence.Rule, evidence.Unit));
        Assert.Equal(bytes, evidence.Figure.Value, 1e-9);
    }

    [Fact]
    public void ReactiveStream_AnEventWasLost_IsNotMeasuredAndCitesIt()
    {
        var judgement = new RunBuilder().Plan("stream", 2, "sequential", "reactive").Fail("reactive", "stream", 2, "item 0 is wrong").Judge("reactive.stream");
        Assert.Equal((Verdict.NotMeasured, "reactive failed with stream: item 0 is wrong"), (judgement.Verdict, judgement.Reason));
    }

    [Theory]
    [InlineData(80, 40, Verdict.Supported)]
    [InlineData(40, 80, Verdict.Contradicted)]
    [InlineData(40, 40, Verdict.Contradicted)]
    public void ReactiveCost_TimeOfAnEvent_IsDecided(double reactive, double channels, Verdict expected)
    {
        var judgement = WithPhases(model => [new Phase("1x1", 1000, 1000 * (model == "reactive" ? reactive : channels))]).Judge("reactive.cost");
        Assert.Equal(expected, judgement.Verdict);
        var evidence = Assert.Single(judgement.Evidence);
        Assert.Equal(("time of 1 × 1(reactive ÷ channels, stream, 2)", "> 1×", "×"), (evidence.Name, evidence.Rule, evidence.Unit));
        Assert.Equal(reactive / channels, evidence.Figure.Value, 1e-9);
    }

    [Theory]
    [InlineData(40, 40, 80, 2, Verdict.Supported)]
    [InlineData(40, 40, 30, 0.75, Verdict.Contradicted)]
    [InlineData(40, 40, 40, 1, Verdict.Contradicted)]
    public void ReactorComplexity_TimesOfTheShapes_AreJudgedByBothEndsAndTheSlope(double one, double some, double many, double ratio, Verdict expected)
    {
        var judgement = WithPhases(_ => Shapes(one, some, many)).Judge("reactor.complexity");
        Assert.Equal(expected, judgement.Verdict);
        Assert.Equal(
            ["time of 1,000 × 16 ÷ time of 1 × 1(reactor, stream, 2)", "growth of time for each tenfold of sources × handlers(reactor, stream, 2)"],
            judgement.Evidence.Select(item => item.Name));
        Assert.Equal(ratio, judgement.Evidence[0].Figure.Value, 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void ReactorComplexity_TimesOnAPowerLaw_HaveItsSlope(double growth)
    {
        double At(double size) => 40 * Math.Pow(growth, Math.Log10(size));
        var judgement = WithPhases(_ => Shapes(At(1), At(128), At(16_000))).Judge("reactor.complexity");
        Assert.Equal(growth, judgement.Evidence[1].Figure.Value, 1e-9);
    }

    [Fact]
    public void ReactorComplexity_AShapeIsMissing_IsNotMeasured() => Assert.Equal(
        (Verdict.NotMeasured, "not available on this system"),
        WithPhases(_ => Shapes(1, 2, 3)[..2]).Judge("reactor.complexity") is var judgement ? (judgement.Verdict, judgement.Reason) : default);

    [Theory]
    [InlineData(0.02, 0.04, Verdict.Supported)]
    [InlineData(0.04, 0.02, Verdict.Contradicted)]
    [InlineData(1.5, 2, Verdict.Contradicted)]
    public void DataflowCost_SpeedUpsOfEmptyItems_IsDecided(double dataflow, double channels, Verdict expected)
    {
        var judgement = new RunBuilder()
            .Compare(Empty, visit => 1000 / visit.Model switch { "dataflow" => dataflow, "channels" => channels, _ => 1 }).Judge("dataflow.cost");
        Assert.Equal(expected, judgement.Verdict);
        Assert.Equal(
            [("S(dataflow, empty, 2)", "≤ 1×"), ("time of an item(dataflow ÷ channels, empty, 2)", "> 1×")],
            judgement.Evidence.Select(item => (item.Name, item.Rule)));
        Assert.Equal(channels / dataflow, judgement.Evidence[1].Figure.Value, 1e-9);
    }

    private static Phase[] Shapes(double one, double some, double many) =>
        [new("1x1", 1000, 1000 * one) { Size = 1 }, new("32x4", 1000, 1000 * some) { Size = 128 }, new("1000x16", 1000, 1000 * many) { Size = 16_000 }];

    private static RunBuilder WithPhases(Func<string, IReadOnlyList<Phase>> phases) => new RunBuilder().Compare(Stream, _ => 1000)
        .Change(measurement => measurement with { Phases = phases(measurement.Cell.Model) });
}
