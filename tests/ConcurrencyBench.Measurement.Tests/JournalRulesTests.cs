using System.Text;
using System.Text.Json.Nodes;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Counters;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Measurement.Tests.Fakes;

namespace ConcurrencyBench.Measurement.Tests;

/// <summary>What no run writes is not read: each refusal is one line that names the file, the line and the member.</summary>
public sealed class JournalRulesTests : IDisposable
{
    private static readonly Cell Cell = Cell.Of("threads", "primes", 2);
    private static readonly WorkloadPlan Primes = TestRun.Workload("primes", 2, 4);
    private static readonly Comparison Beside = Primes.Comparisons[0] with { Id = "beside-bursts", Neighbour = NeighbourKind.Bursts };
    private static readonly RunManifest Manifest = TestRun.ManifestOf(new WorkloadPlan("primes", [.. Primes.Comparisons, Beside]));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cbench-test-");

    /// <summary>The numbers that may be anything within range, since they are differences of two readings or numbers of the system.</summary>
    private static readonly HashSet<string> MayBeNegative =
        ["$.disturbance.stealNanoseconds", "$.disturbance.foreignCpuNanoseconds", "$.phases[0].bytesPerItem", "$.processId", "$.exitCode"];

    private string JournalPath => Path.Combine(_folder.FullName, "measurements.jsonl");

    private static JournalEntry[] Full =>
    [
        new Launch { Cell = Cell, Comparison = "primes/2", Round = 0, AtMilliseconds = 1, StartUpNanoseconds = 2, WarmUpNanoseconds = [3, 4.5], InterruptedNanoseconds = 6, SlowFixtureNanoseconds = 7 },
        TestRun.Measurement(Cell, 0) with
        {
            Costs = Costs.Of(_ => 1),
            Phases = [new Phase("a", 5, 6) { Label = "A", Size = 8, Repeats = 2, BytesPerItem = 7, Latency = new Latency(1, 2, 3, 4, 5, 6) { Mean = 4 } }],
            Disturbance = new Disturbance
            {
                WindowNanoseconds = 6,
                StealNanoseconds = 7,
                ForeignCpuNanoseconds = -8,
                ThrottledPeriods = 9,
                ThrottledNanoseconds = 10,
                InterruptedNanoseconds = 11,
            },
        },
        new Failure { Cell = Cell, Comparison = "primes/2", Round = 0, Block = 1, AtMilliseconds = 9, Reason = "it broke", ProcessId = 10, ExitCode = 139, LogTail = ["a"] },
        new RoundStart { Workload = "primes", Comparisons = [new RoundPart("primes/2", ["threads"], 8)], Round = 0, AtMilliseconds = 0, Reason = "why", ExpectedSeconds = 1.5 },
        new NeighbourPresence { Comparison = "beside-bursts", Kind = NeighbourKind.Bursts, WindowNanoseconds = 3, CpuNanoseconds = 2, End = "it ended", Round = 0, AtMilliseconds = 9 },
    ];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Read_AnyNumberOutOfRange_IsRefusedByItsMember()
    {
        Write(Full);
        var lines = File.ReadAllLines(JournalPath);
        AssertHasAllNumbers<Launch>(lines[0]);
        AssertHasAllNumbers<BlockMeasurement>(lines[1]);
        Assert.All(CounterTable.All, counter => Assert.Contains($"\"{counter.Name}\":", lines[1], StringComparison.Ordinal));
        AssertHasAllNumbers<Disturbance>(lines[1]);
        AssertHasAllNumbers<Phase>(lines[1]);
        AssertHasAllNumbers<Latency>(lines[1]);
        AssertHasAllNumbers<Failure>(lines[2]);
        AssertHasAllNumbers<RoundStart>(lines[3]);
        AssertHasAllNumbers<RoundPart>(lines[3]);
        AssertHasAllNumbers<NeighbourPresence>(lines[4]);
        var accepted = new List<string>();
        for (var line = 0; line < lines.Length; line++)
        {
            foreach (var path in Leaves(JsonNode.Parse(lines[line])!, isNumber: true))
            {
                string[] wrong = MayBeNegative.Contains(path) ? ["1e999", "1e300", "\"x\"", "[]"] : ["1e999", "1e300", "-1", "-1e17", "9e17", "null", "\"x\"", "{}"];
                accepted.AddRange(wrong.Where(number => IsAccepted(lines, line, path, number) && !(number == "null" && IsOptional(path))).Select(number => $"line {line + 1}: {path} = {number}"));
            }
        }

        Assert.Empty(accepted);
    }

    [Fact]
    public void Read_AnyTextOrListThatIsNull_IsRefused()
    {
        Write(Full);
        var lines = File.ReadAllLines(JournalPath);
        var accepted = Enumerable.Range(0, lines.Length)
            .SelectMany(line => Leaves(JsonNode.Parse(lines[line])!, isNumber: false).Where(path => path is not ("$.runId" or "$.phases" or "$.phases[0].latency" or "$.phases[0].label" or "$.disturbance" or "$.end") && IsAccepted(lines, line, path, "null")).Select(path => $"line {line + 1}: {path}"));
        Assert.Empty(accepted);
    }

    [Theory]
    [InlineData("\"runId\":\"this-run\"", "\"runId\":\"another\"", "runId is 'another'")]
    [InlineData("\"runId\":\"this-run\",", "", "runId is null")]
    [InlineData("\"sequence\":2", "\"sequence\":1", "sequence is 1")]
    [InlineData("\"sequence\":2", "\"sequence\":0", "sequence is 0")]
    [InlineData("\"block\":1", "\"block\":0", "measured once a block")]
    [InlineData("\"items\":10", "\"items\":100", "items is 100: every operation of the cell has 10")]
    [InlineData("\"concurrency\":2", "\"concurrency\":3", "cell is threads/primes/3: the run's plan has no such cell")]
    [InlineData("\"concurrency\":2", "\"concurrency\":1", "cell is threads/primes/1: the run's plan has no such cell")]
    [InlineData("\"comparison\":\"primes/2\"", "\"comparison\":\"primes/4\"", "the run's plan has no such cell")]
    [InlineData("\"comparison\":\"primes/2\"", "\"comparison\":\"primes/3\"", "comparison is 'primes/3': the run's plan has no such comparison")]
    [InlineData("\"comparison\":\"primes/2\",", "", "comparison is null")]
    [InlineData("\"model\":\"threads\"", "\"model\":\"unheard-of\"", "the run's plan has no such cell")]
    [InlineData("\"workload\":\"primes\"", "\"workload\":\"json\"", "the run's plan has no such cell")]
    [InlineData("\"runtime\":\"dotnet\"", "\"runtime\":\"unheard-of\"", "cell.runtime is 'unheard-of'")]
    [InlineData("\"round\":0", "\"round\":0,\"round\":1", "round")]
    public void Read_LineThatDoesNotFitItsRun_IsRefusedByItsMember(string right, string wrong, string cause)
    {
        Write(Full[0], TestRun.Measurement(Cell, 0), TestRun.Measurement(Cell, 1));
        Assert.Equal(3, Journal.Read(JournalPath, Manifest).Entries.Count);
        var lines = File.ReadAllLines(JournalPath);
        Assert.Contains(right, lines[2], StringComparison.Ordinal);
        lines[2] = lines[2].Replace(right, wrong, StringComparison.Ordinal);
        File.WriteAllLines(JournalPath, lines);
        AssertRefused("line 3 ", cause);
    }

    [Fact]
    public void Read_BlockOfTwoComparisons_IsRefused()
    {
        var baseline = Baseline.CellOf("primes");
        Write(TestRun.Measurement(Cell, 0), TestRun.Measurement(baseline, 0) with { Comparison = "primes/4" });
        AssertRefused("line 2 ", "comparison is 'primes/4': the block is one of 'primes/2'");
    }

    [Fact]
    public void Read_LinesSwapped_IsRefused()
    {
        Write(Full[0], TestRun.Measurement(Cell, 0), TestRun.Measurement(Cell, 1));
        var lines = File.ReadAllLines(JournalPath);
        File.WriteAllLines(JournalPath, [lines[0], lines[2], lines[1]]);
        AssertRefused("line 3 ", "sequence is 1");
    }

    [Fact]
    public void Read_ADamagedLineWasDeleted_TheOthersAreRead()
    {
        Write(Full[0], TestRun.Measurement(Cell, 0), TestRun.Measurement(Cell, 1));
        var lines = File.ReadAllLines(JournalPath);
        File.WriteAllLines(JournalPath, [lines[0], lines[2]]);
        Assert.Equal(2, Journal.Read(JournalPath, Manifest).Entries.Count);
    }

    [Theory]
    [InlineData("beside-bursts", "the comparison's neighbour was noted in it before")]
    [InlineData("primes/2", "the run's plan has no such comparison beside Bursts")]
    [InlineData("unheard-of", "the run's plan has no such comparison beside Bursts")]
    public void Read_NeighbourThatIsNotPlannedOrNotedTwice_IsRefused(string comparison, string cause)
    {
        Write(Full[^1], (NeighbourPresence)Full[^1] with { Comparison = comparison });
        AssertRefused("line 2 ", cause);
    }

    [Fact]
    public void Read_LaunchTwiceInARound_IsRefused()
    {
        Write(Full[0], Full[0]);
        AssertRefused("line 2 ", "launched once a round");
    }

    [Theory]
    [InlineData("primes/2", "threads", null)]
    [InlineData("primes/3", "threads", "comparisons[0].comparison is 'primes/3'")]
    [InlineData("primes/2", "processes", "comparisons[0].models is 'processes'")]
    public void Read_RoundOfWhatIsNotPlanned_IsRefused(string comparison, string model, string? cause)
    {
        var start = new RoundStart { Workload = "primes", Comparisons = [new RoundPart(comparison, [model], 8)], Round = 0, AtMilliseconds = 0, Reason = "why" };
        Write(start);
        if (cause is null)
        {
            Assert.Equivalent(start with { RunId = Manifest.Id, Sequence = 0 }, Assert.Single(Journal.Read(JournalPath, Manifest).Entries), strict: true);
        }
        else
        {
            AssertRefused("line 1 ", cause);
        }
    }

    [Fact]
    public void Read_RoundOfAnotherWorkload_IsRefused()
    {
        Write(new RoundStart { Workload = "json", Comparisons = [new RoundPart("primes/2", ["threads"], 8)], Round = 0, AtMilliseconds = 0, Reason = "why" });
        AssertRefused("line 1 ", "comparisons[0].comparison is 'primes/2'");
    }

    [Fact]
    public void Read_RoundThatBeginsTwice_IsRefused()
    {
        Write(Full[3], Full[3]);
        AssertRefused("line 2 ", "round is 0", "begins once");
    }

    [Theory]
    [InlineData(39_000_000, 64, 16, false)]
    [InlineData(40_000_000, 64, 16, true)]
    [InlineData(49_000_000, 65, 16, false)]
    [InlineData(50_000_000, 65, 16, true)]
    [InlineData(79_000_000, 8, 1, false)]
    public void Read_OperationOfWaits_IsRefusedWhereItIsFasterThanTheyAllow(double nanoseconds, int items, int concurrency, bool isPossible)
    {
        var manifest = Manifest with { Plan = Manifest.Plan with { Workloads = [TestRun.Workload("timer", 16)] } };
        using (var journal = Journal.Append(JournalPath, JournalContent.Empty, manifest.Id))
        {
            journal.Write(TestRun.Measurement(Cell, 0) with { Cell = Cell.Of(concurrency == 1 ? "sequential" : "threads", "timer", concurrency), Comparison = "timer/16", Items = items, Nanoseconds = nanoseconds });
        }

        var refusal = Record.Exception(() => Journal.Read(JournalPath, manifest, [new Workloads.TimerWorkload()]))?.Message;
        Assert.Equal(isPossible, refusal is null);
        Assert.Contains(isPossible ? string.Empty : "line 1 does not fit its run: nanoseconds is ", refusal ?? string.Empty, StringComparison.Ordinal);
        Assert.Contains(isPossible ? string.Empty : "faster than its waits allow", refusal ?? string.Empty, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ManifestOfAnOlderRun_LinesWithAnIdAreAnothers()
    {
        Write(Full[0]);
        var refusal = Assert.Throws<UsageException>(() => Journal.Read(JournalPath, Manifest with { Id = null }));
        Assert.Contains("runId is 'this-run'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Append_ToAnEarlierSession_GoesOnCounting()
    {
        Write(Full[0]);
        using (var journal = Journal.Append(JournalPath, Journal.Read(JournalPath, Manifest), Manifest.Id))
        {
            journal.Write(TestRun.Measurement(Cell, 0));
        }

        Assert.Equal([0, 1], Journal.Read(JournalPath, Manifest).Entries.Select(entry => entry.Sequence));
    }

    [Fact]
    public void Read_NoJournalYet_IsEmpty() => Assert.Empty(Journal.Read(JournalPath, Manifest).Entries);

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-8", false)]
    public void Read_AsOtherToolsWriteIt_IsReadAndGoesOnInUtf8(string encoding, bool hasMark)
    {
        Write(Full[0], TestRun.Measurement(Cell, 0) with { Phases = [new Phase("ä", 1, 2)] });
        var text = File.ReadAllText(JournalPath);
        Encode(JournalPath, text.ReplaceLineEndings("\r\n") + "\r\n\r\n", encoding, hasMark);

        var content = Journal.Read(JournalPath, Manifest);
        Assert.Equal(2, content.Entries.Count);
        Assert.False(content.LastLineIsCut);
        Assert.Equal("ä", Assert.IsType<BlockMeasurement>(content.Entries[1]).Phases![0].Id);
        using (var journal = Journal.Append(JournalPath, content, Manifest.Id))
        {
            journal.Write(TestRun.Measurement(Cell, 1));
        }

        Assert.Equal(3, Journal.Read(JournalPath, Manifest).Entries.Count);
        Assert.Equal(text, File.ReadAllText(JournalPath).ReplaceLineEndings("\n")[..text.Length]);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-8", false)]
    public void Open_ManifestAsOtherToolsWriteIt_IsRead(string encoding, bool hasMark)
    {
        var folder = RunFolder.Create(Path.Combine(_folder.FullName, "run"), Manifest);
        var path = Path.Combine(folder.Path, "run.json");
        Encode(path, File.ReadAllText(path).ReplaceLineEndings("\r\n") + "\r\n\r\n", encoding, hasMark);
        Assert.Equivalent(Manifest, RunFolder.Open(folder.Path).Manifest);
    }

    [Theory]
    [InlineData("\"schemaVersion\": 2,", "\"schemaVersion\": 1.5,", "schemaVersion")]
    [InlineData("\"schemaVersion\": 2,", "\"schemaVersion\": -1,", "schemaVersion is -1")]
    [InlineData("\"schemaVersion\": 2,", "\"schemaVersion\": 1e30,", "")]
    [InlineData("\"usableCores\": 1,", "\"usableCores\": 1e999,", "environment.usableCores is Infinity")]
    [InlineData("\"logicalProcessors\": 1,", "\"logicalProcessors\": 0,", "environment.logicalProcessors is 0")]
    [InlineData("\"blocksPerRound\": 3,", "\"blocksPerRound\": -3,", "plan.blocksPerRound is -3")]
    [InlineData("\"threads\",", "null,", "$.plan.workloads[0].comparisons[0].cells[1].model")]
    [InlineData("\"threads\",", "\"async\",", "an element twice")]
    [InlineData("\"profile\": \"test\",", "\"profile\": null,", "$.profile")]
    [InlineData("\"profile\": \"test\",", "", "profile")]
    [InlineData("\"profile\": \"test\",", "\"profile\": \"test\", \"sessions\": [{ \"startedAt\": \"2026-01-01T00:00:00+00:00\", \"budgetSeconds\": -1, \"entries\": 0 }],", "sessions[0].budgetSeconds is -1")]
    [InlineData("\"profile\": \"test\",", "\"profile\": \"test\", \"sessions\": [null],", "sessions[0] is null")]
    [InlineData("\"exclusions\": [],", "\"exclusions\": [{ \"model\": \"a\", \"workload\": \"b\", \"reason\": \"c\", \"kind\": 7 }],", "plan.exclusions[0].kind is 7")]
    [InlineData("\"exclusions\": [],", "\"exclusions\": [{ \"model\": \"a\", \"workload\": \"b\", \"reason\": \"c\", \"kind\": \"Never\" }],", "$.plan.exclusions[0].kind")]
    public void Open_ManifestWithAWrongMember_IsRefusedByIt(string right, string wrong, string cause)
    {
        var folder = RunFolder.Create(Path.Combine(_folder.FullName, "run"), Manifest);
        var path = Path.Combine(folder.Path, "run.json");
        var text = File.ReadAllText(path);
        Assert.Contains(right, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(right, wrong, StringComparison.Ordinal));
        var refusal = Assert.Throws<UsageException>(() => RunFolder.Open(folder.Path)).Message;
        Assert.Contains("run.json is damaged", refusal, StringComparison.Ordinal);
        Assert.Contains(cause, refusal, StringComparison.Ordinal);
    }

    private static void Encode(string path, string text, string encoding, bool hasMark)
    {
        var target = Encoding.GetEncoding(encoding);
        File.WriteAllBytes(path, [.. hasMark ? target.GetPreamble() : [], .. target.GetBytes(text)]);
    }

    /// <summary>The paths of all numbers, or of everything else that is no object in a list.</summary>
    private static IEnumerable<string> Leaves(JsonNode node, bool isNumber) => node switch
    {
        JsonObject members => members.SelectMany(member => Leaves(member.Value!, isNumber)).Concat(isNumber || node.Parent is null or JsonArray ? [] : [node.GetPath()]),
        JsonArray elements => elements.SelectMany(element => Leaves(element!, isNumber)).Concat(isNumber ? [] : [node.GetPath()]),
        _ => node.GetValueKind() == System.Text.Json.JsonValueKind.Number == isNumber && node.GetPath() != "$.entry" ? [node.GetPath()] : [],
    };

    private static bool IsOptional(string path) =>
        path.StartsWith("$.costs.", StringComparison.Ordinal) || path is "$.block" or "$.phases[0].size" or "$.phases[0].repeats" or "$.phases[0].latency.mean" or "$.interruptedNanoseconds" or "$.slowFixtureNanoseconds" or "$.expectedSeconds" or "$.cpuNanoseconds"
            or "$.disturbance.throttledPeriods" or "$.disturbance.throttledNanoseconds" or "$.disturbance.interruptedNanoseconds";

    /// <summary>A number that is added to a record must be added to these lines, so that it is checked as well.</summary>
    private static void AssertHasAllNumbers<T>(string line) => Assert.All(
        typeof(T).GetProperties().Where(property => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType).IsPrimitive && !Attribute.IsDefined(property, typeof(System.Text.Json.Serialization.JsonIgnoreAttribute))),
        property => Assert.True(
            property.PropertyType == typeof(bool) || line.Contains($"\"{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}\":", StringComparison.Ordinal), $"{typeof(T).Name}.{property.Name} is not in the line"));

    private bool IsAccepted(string[] lines, int line, string path, string value)
    {
        var root = JsonNode.Parse(lines[line])!;
        var leaf = Leaves(root, isNumber: true).Concat(Leaves(root, isNumber: false)).Contains(path) ? Find(root, path) : throw new ArgumentException(path, nameof(path));
        const string Mark = "\"<here>\"";
        leaf.ReplaceWith("<here>");
        var damaged = root.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Replace(Mark, value, StringComparison.Ordinal);
        Assert.Contains(value, damaged, StringComparison.Ordinal);
        File.WriteAllLines(JournalPath, [.. lines[..line], damaged, .. lines[(line + 1)..]]);
        try
        {
            Journal.Read(JournalPath, Manifest);
            return true;
        }
        catch (UsageException refusal)
        {
            Assert.Contains($"measurements.jsonl, line {line + 1} ", refusal.Message, StringComparison.Ordinal);
            Assert.Contains(path.Split('.')[^1].Split('[')[0], refusal.Message, StringComparison.Ordinal);
            return false;
        }
    }

    private static JsonNode Find(JsonNode node, string path) =>
        node.GetPath() == path ? node : node switch
        {
            JsonObject members => members.Select(member => Find(member.Value!, path)).FirstOrDefault(found => found is not null)!,
            JsonArray elements => elements.Select(element => Find(element!, path)).FirstOrDefault(found => found is not null)!,
            _ => null!,
        };

    private void AssertRefused(params string[] parts)
    {
        var refusal = Assert.Throws<UsageException>(() => Journal.Read(JournalPath, Manifest)).Message;
        Assert.All(parts.Prepend("measurements.jsonl, "), part => Assert.Contains(part, refusal, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', refusal);
    }

    private void Write(params JournalEntry[] entries)
    {
        using var journal = Journal.Append(JournalPath, JournalContent.Empty, Manifest.Id);
        journal.Write(entries);
    }
}
