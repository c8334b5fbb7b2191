using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Journals;

namespace ConcurrencyBench.Measurement.Tests;

public sealed class VisibleTests
{
    [Theory]
    [InlineData("threads", "threads")]
    [InlineData("größer ≥ 1 µs\u00a0✔ 😀", "größer ≥ 1 µs\u00a0✔ 😀")]
    [InlineData("\u001b[31m", "\\u001b[31m")]
    [InlineData("a\0b\u007f\u009b", "a\\u0000b\\u007f\\u009b")]
    [InlineData("a\tb\r\nc\nd\re\u2028f\u0085g", "a b c d e f g")]
    [InlineData("\u202egnp.exe\u2066\u200f\ufeff", "\\u202egnp.exe\\u2066\\u200f\\ufeff")]
    [InlineData("\udb40\udc41", "\\U000e0041")]
    public void Line_AnyText_ShowsWhatControlsSomething(string text, string expected) => Assert.Equal(expected, Visible.Line(text));

    // Written as numbers: no compiler takes half a pair into an attribute.
    [Fact]
    public void Line_HalfOfASurrogatePair_IsShown() => Assert.Equal("a\\ud83db\\ude00", Visible.Line(new string(['a', (char)0xd83d, 'b', (char)0xde00])));

    [Fact]
    public void Lines_LineEndsAndTabs_Stay() => Assert.Equal("a\tb\r\nc\nd\\u000de\\u001b", Visible.Lines("a\tb\r\nc\nd\re\u001b"));

    [Fact]
    public void Line_NothingToShow_IsTheSameText()
    {
        var text = new string('x', 10);

        Assert.Same(text, Visible.Line(text));
    }

    [Fact]
    public void Run_NothingToShow_IsTheSame()
    {
        var manifest = Manifest("threads");
        JournalEntry[] entries = [Measurement("threads"), Launch("threads")];

        var shown = VisibleRun.Of(manifest, entries);

        Assert.Same(manifest, shown.Manifest);
        Assert.Same(entries, shown.Entries);
    }

    [Fact]
    public void Run_CodesAnywhere_AreShownAndTheRestStays()
    {
        var entry = Measurement("a\u001bb") with { Nanoseconds = 0.1 + 0.2, Phases = [new Phase("p\u202e", 1, 5.5) { Label = "l\u202e" }] };
        var failure = new Failure { Cell = entry.Cell, Round = 1, AtMilliseconds = 2, Reason = "r\0", LogTail = ["l\u009b", "plain"] };

        var (manifest, entries) = VisibleRun.Of(Manifest("a\u001bb"), [entry, Measurement("threads"), Launch("a\u001bb"), failure]);

        Assert.Equal("a\\u001bb", manifest.Plan.Workloads[0].Models[0]);
        Assert.Equal("os\\u0007", manifest.Environment.OperatingSystem);
        Assert.Equivalent(
            new JournalEntry[]
            {
                entry with { Cell = entry.Cell with { Model = "a\\u001bb" }, Phases = [new Phase("p\\u202e", 1, 5.5) { Label = "l\\u202e" }] },
                Measurement("threads"),
                Launch("a\\u001bb"),
                failure with { Cell = entry.Cell with { Model = "a\\u001bb" }, Reason = "r\\u0000", LogTail = ["l\\u009b", "plain"] },
            },
            entries,
            strict: true);
    }

    private static BlockMeasurement Measurement(string model) => new()
    {
        Cell = Cell.Of(model, "timer", 2),
        Round = 0,
        Block = 0,
        AtMilliseconds = 0,
        Items = 10,
        Nanoseconds = 100,
        Costs = new Costs(),
    };

    private static Launch Launch(string model) => new() { Cell = Cell.Of(model, "timer", 2), Round = 0, AtMilliseconds = 0, StartUpNanoseconds = 1, WarmUpNanoseconds = [2] };

    private static RunManifest Manifest(string model) => new()
    {
        ProgramVersion = "test",
        StartedAt = DateTimeOffset.UnixEpoch,
        Profile = "test",
        Seed = 42,
        Settings = ModelSettings.Default,
        Plan = new Plan { Workloads = [WorkloadPlan.Of("timer", [2], [model])], MinimumRounds = 1, MaximumRounds = 1, BlocksPerRound = 1, BudgetSeconds = 1 },
        Environment = new MachineEnvironment
        {
            OperatingSystem = model == "threads" ? "os" : "os\u0007",
            Architecture = "x64",
            LogicalProcessors = 2,
            UsableCores = 2,
            MemoryBytes = 1,
            RuntimeVersion = "10",
        },
    };
}
