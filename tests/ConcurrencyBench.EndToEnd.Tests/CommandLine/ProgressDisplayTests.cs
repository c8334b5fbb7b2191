using System.Text;
using ConcurrencyBench.Cli.Output;
using ConcurrencyBench.Measurement.Rounds;

namespace ConcurrencyBench.EndToEnd.Tests.CommandLine;

public sealed class ProgressDisplayTests
{
    private static readonly StandardStream Terminal = new(IsTerminal: true, Encoding.UTF8, HasEscapes: true, HasColours: true);
    private static readonly StandardStream Dumb = Terminal with { HasEscapes = false };

    [Theory]
    [InlineData(200, " 25 %  until 14:03:00 at most (3:00 left) · round 1 of 3 to 10 · http · warming up at concurrency 16")]
    [InlineData(80, " 25 %  until 14:03:00 at most (3:00 left) · round 1 of 3 to 10 · http · warming")]
    [InlineData(60, " 25 %  until 14:03:00 at most (3:00 left) · round 1 of 3 to")]
    [InlineData(40, " 25 %  until 14:03:00 at most (3:00 lef")]
    [InlineData(1, "")]
    public void Report_OnATerminal_SaysTheShareAndTheEndFirstAndFitsTheWidth(int width, string expected) =>
        Assert.Equal($"\r\u001b[K{expected}", Shown(Terminal, width, Step(60, 180)));

    [Fact]
    public void Report_OnAPlainStream_SaysALineForEachRoundOfAWorkload() => Assert.Equal(
        """
        0 %  until 14:04:00 at most (4:00 left) · round 1 of 3 to 10 · http
         25 %  until 14:03:00 at most (3:00 left) · round 1 of 3 to 10 · tcp
         50 %  until 14:02:00 at most (2:00 left) · round 4 of 3 to 10 · http

        """.ReplaceLineEndings(),
        Shown(Dumb, 80, Step(0, 240), Step(1, 239), Step(60, 180) with { Workload = "tcp" }, Step(120, 120) with { Round = 3 }).TrimStart());

    [Fact]
    public void Report_TwoClocksDisagreeALittle_TheEndStays()
    {
        var text = Shown(Dumb, 80, Step(0, 240), Step(0, 239.2) with { Round = 1 }, Step(0, 240.9) with { Round = 2 });
        Assert.Equal(3, text.Split("until 14:04:00 at most").Length - 1);
    }

    [Fact]
    public void Report_NumberOfRoundsIsFixed_SaysAboutHowLongAsWell() =>
        Assert.Contains(" 50 %  until 14:10:00 at most (about 1:00 left) · round 2 of 3 ·", Shown(Dumb, 80, Step(60, 600) with { Round = 1, MostRounds = 3, Left = TimeSpan.FromMinutes(1) }), StringComparison.Ordinal);

    [Fact]
    public void Report_RoundMadeUpForAfterAnInterruption_IsNotOneOfFewer() =>
        Assert.EndsWith("· round 11 · http", Shown(Dumb, 80, Step(60, 600) with { Round = 10 }).TrimEnd(), StringComparison.Ordinal);

    [Fact]
    public void Report_TheBudgetIsSpent_SaysSoAndNoLaterEnd() =>
        Assert.Contains("100 %  its time is up, ending ·", Shown(Dumb, 80, Step(240, 0)), StringComparison.Ordinal);

    [Fact]
    public void Clear_OnATerminal_TakesTheLineAwayOnce()
    {
        using var writer = new StringWriter();
        using var display = ProgressDisplay.Create(Terminal, writer, () => 80, new Clock());
        display.Report(Step(60, 180));
        var before = writer.ToString();
        display.Clear();
        display.Clear();
        Assert.Equal($"{before}\r\u001b[K", writer.ToString());
    }

    private static RunProgress Step(double elapsed, double left) =>
        new("http", 0, 3, 10, "warming up at concurrency 16", TimeSpan.FromSeconds(elapsed), TimeSpan.FromSeconds(left));

    private static string Shown(StandardStream stream, int width, params IReadOnlyList<RunProgress> steps)
    {
        using var writer = new StringWriter();
        var display = ProgressDisplay.Create(stream, writer, () => width, new Clock());
        foreach (var step in steps)
        {
            display.Report(step);
        }

        return writer.ToString();
    }

    /// <summary>It is always two o'clock.</summary>
    private sealed class Clock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new(2026, 1, 1, 14, 0, 0, TimeSpan.Zero);
    }
}
