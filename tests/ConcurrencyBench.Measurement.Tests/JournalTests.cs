using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Measurement.Tests.Fakes;

namespace ConcurrencyBench.Measurement.Tests;

public sealed class JournalTests : IDisposable
{
    private static readonly Cell Cell = Cell.Of("threads", "primes", 2);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cbench-test-");

    private string JournalPath => Path.Combine(_folder.FullName, "measurements.jsonl");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        JournalEntry[] entries =
        [
            new Launch { Cell = Cell, Round = 0, AtMilliseconds = 1, StartUpNanoseconds = 2, WarmUpNanoseconds = [3, 4.5] },
            TestRun.Measurement(Cell, block: 0) with { Costs = new Costs { CpuNanoseconds = 5 }, Disturbance = new Disturbance { WindowNanoseconds = 6, StealNanoseconds = 7, ForeignCpuNanoseconds = -8 } },
            new Failure { Cell = Cell, Round = 0, AtMilliseconds = 9, Reason = "it \"broke\"\n", ProcessId = 10, ExitCode = 139, LogTail = ["a", "b"] },
        ];
        Write(entries);

        var content = Journal.Read(JournalPath);
        Assert.Equivalent(entries, content.Entries, strict: true);
        Assert.False(content.LastLineIsCut);
        Assert.Equal(new FileInfo(JournalPath).Length, content.Length);
    }

    [Fact]
    public void Read_AbsentCounter_StaysAbsent()
    {
        Write(TestRun.Measurement(Cell, block: 0));
        Assert.DoesNotContain("cpuNanoseconds", File.ReadAllText(JournalPath), StringComparison.Ordinal);
        Assert.Null(Assert.IsType<BlockMeasurement>(Journal.Read(JournalPath).Entries[0]).Costs.CpuNanoseconds);
    }

    [Theory]
    [InlineData("{\"entry\":\"measu")]
    [InlineData("x")]
    public void Read_LastLineIsCut_TheOthersAreRead(string rest)
    {
        Write(TestRun.Measurement(Cell, block: 0), TestRun.Measurement(Cell, block: 1));
        File.AppendAllText(JournalPath, rest);

        var content = Journal.Read(JournalPath);
        Assert.True(content.LastLineIsCut);
        Assert.Equal(2, content.Entries.Count);
    }

    [Fact]
    public void Append_AfterACutLine_ContinuesWithAWholeOne()
    {
        Write(TestRun.Measurement(Cell, block: 0));
        File.AppendAllText(JournalPath, "{\"entry\":");
        using (var journal = Journal.Append(JournalPath, Journal.Read(JournalPath), runId: null))
        {
            journal.Write(TestRun.Measurement(Cell, block: 1));
        }

        Assert.Equal([0, 1], Journal.Read(JournalPath).Entries.Cast<BlockMeasurement>().Select(measurement => measurement.Block));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"entry\":\"unheard-of\"}")]
    [InlineData("""{"entry":"launch","startUpNanoseconds":2,"warmUpNanoseconds":[3],"cell":{"runtime":"dotnet","model":"threads","workload":"primes","parameters":{"concurrency":2}},"round":0}""")]
    [InlineData("""{"entry":"launch","startUpNanoseconds":"two","warmUpNanoseconds":[3],"cell":{"runtime":"dotnet","model":"threads","workload":"primes","parameters":{"concurrency":2}},"round":0,"atMilliseconds":1}""")]
    [InlineData("""{"startUpNanoseconds":2,"warmUpNanoseconds":[3],"entry":"launch","cell":{"runtime":"dotnet","model":"threads","workload":"primes","parameters":{"concurrency":2}},"round":0,"atMilliseconds":1}""")]
    public void Read_DamagedLineInTheMiddle_IsNamedByItsNumber(string damaged)
    {
        Write(TestRun.Measurement(Cell, block: 0), TestRun.Measurement(Cell, block: 1));
        var lines = File.ReadAllLines(JournalPath);
        File.WriteAllLines(JournalPath, [lines[0], damaged, lines[1]]);

        var refusal = Assert.Throws<UsageException>(() => Journal.Read(JournalPath));
        Assert.Contains("line 2 ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void Open_NewerSchema_IsRefusedWithBothVersions()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "run.json"), """{ "schemaVersion": 99 }""");
        File.WriteAllText(JournalPath, string.Empty);
        var refusal = Assert.Throws<UsageException>(() => RunFolder.Open(_folder.FullName));
        Assert.Contains("99", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ \"schemaVersion\": \"one\" }")]
    [InlineData("{ \"schemaVersion\": 1 }")]
    public void Open_DamagedManifest_IsRefusedInOneLine(string manifest)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "run.json"), manifest);
        File.WriteAllText(JournalPath, string.Empty);
        Assert.DoesNotContain('\n', Assert.Throws<UsageException>(() => RunFolder.Open(_folder.FullName)).Message);
    }

    [Fact]
    public void Open_EmptyFolder_SaysWhatIsMissing() =>
        Assert.Contains("run.json", Assert.Throws<UsageException>(() => RunFolder.Open(_folder.FullName)).Message, StringComparison.Ordinal);

    private void Write(params JournalEntry[] entries)
    {
        using var journal = Journal.Append(JournalPath, JournalContent.Empty, runId: null);
        journal.Write(entries);
    }
}
