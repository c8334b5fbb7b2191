using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using ConcurrencyBench.Abstractions.Counters;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Calibrating;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.EndToEnd.Tests.Driving;

/// <summary>A small run with everything that a journal may hold, made up, whose files can be damaged again and again.</summary>
internal sealed partial class DamagedRun : IDisposable
{
    private const int Rounds = 3;
    private const int Blocks = 2;
    private const int DeepestNesting = 100_000;
    private const int LongestText = 20_000;

    private static readonly string[] Models = ["sequential", "threads", "sequential-again", "threads-again"];

    /// <summary>What stands where a number stood: the impossible, and the most extreme that is possible.</summary>
    private static readonly string[] Numbers =
    [
        "0", "1", "-1", "2", "1.5", "0.5", "-0.0", "1e999", "-1e999", "1e300", "1e-300", "1e308", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
        "2147483647", "2147483648", "-2147483648", "3600000000000", "3600000000001", "10000000000000000", "-10000000000000000", "1000000", "1000001", "999999999999", "65536", "1e16", "1E+2", "00", "+1", "NaN", "Infinity", "0x10",
    ];

    private static readonly string[] Values = ["null", "true", "\"\"", "\"x\"", "[]", "{}", "[null]", "[[]]", "{\"a\":1}", "0", "-1", "1e999", "nul", "'x'", "\"\\ud800\"", "\"\\u0000\"", "\"<script>|`\\u001b]8;;x\\u0007\""];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cbench-damaged-");
    private readonly RunFolder _run;
    private readonly byte[] _manifest;
    private readonly byte[] _journal;
    private readonly bool _isCompressed;

    /// <summary>Makes the run up.</summary>
    /// <param name="isCalibration">Whether it is one of <c>calibrate</c>.</param>
    /// <param name="isCompressed">Whether its journal is an archive, which is damaged itself, or what it holds.</param>
    public DamagedRun(bool isCalibration = false, bool isCompressed = false)
    {
        _isCompressed = isCompressed;
        Manifest = isCalibration ? Calibration : Usual;
        _run = RunFolder.Create(System.IO.Path.Combine(_folder.FullName, "run"), Manifest);
        using (var journal = Journal.Append(_run.JournalPath, JournalContent.Empty, Manifest.Id))
        {
            journal.Write(Entries());
        }

        (_manifest, _journal) = (File.ReadAllBytes(ManifestPath), File.ReadAllBytes(_run.JournalPath));
        if (isCompressed)
        {
            File.Delete(_run.JournalPath);
            File.WriteAllBytes(ArchivePath, Compressed(_journal));
        }
    }

    public string Path => _run.Path;

    private RunManifest Manifest { get; }

    private static RunManifest Calibration { get; } =
        MadeUpRun.Of(CalibrationPlan.Of([new PrimesWorkload()], [NeighbourKind.None, NeighbourKind.Bursts], 2, TimeSpan.FromMinutes(10))) with { Profile = "calibrate" };

    private static RunManifest Usual { get; } = MadeUpRun.Of(new Plan
    {
        Workloads = [WorkloadPlan.Of("primes", [2], Models), WorkloadPlan.Of("blockers", [64], Models)],
        Exclusions = [new Exclusion("async", "primes", "it makes no sense", Parameters.Of(2))],
        MinimumRounds = Rounds,
        MaximumRounds = Rounds,
        BlocksPerRound = Blocks,
        BudgetSeconds = 180,
    }) with
    {
        Sessions = [new SessionRecord(DateTimeOffset.UnixEpoch, 180, 0), new SessionRecord(DateTimeOffset.UnixEpoch, 240, 12)],
        Calibration = new CalibratedNoise(DateTimeOffset.UnixEpoch, [new CalibratedFloor("primes", UsesOneCore: true, "throughput", 3, 2, 1.01)]),
    };

    private string ArchivePath => $"{_run.JournalPath}.gz";

    private string ManifestPath => System.IO.Path.Combine(_run.Path, "run.json");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Damages one of the files, or both; the other is whole.</summary>
    /// <param name="draw">Decides how.</param>
    /// <returns>What was done, for the reader of a failure.</returns>
    public string Damage(int draw)
    {
        var random = new Random(draw);
        var (manifest, journal) = (_manifest, _journal);
        var done = new List<string>();
        for (var times = random.Next(4) == 0 ? 3 : 1; times > 0; times--)
        {
            var isManifest = random.Next(3) == 0;
            var (text, what) = Damage(isManifest ? manifest : journal, random);
            (manifest, journal) = isManifest ? (text, journal) : (manifest, text);
            done.Add($"{(isManifest ? "run.json" : "journal")}: {what}");
        }

        File.WriteAllBytes(ManifestPath, manifest);
        WriteJournal(journal, random, done);
        return string.Join("; ", done);
    }

    private void WriteJournal(byte[] journal, Random random, List<string> done)
    {
        if (!_isCompressed)
        {
            File.WriteAllBytes(_run.JournalPath, journal);
            return;
        }

        // Of an archive whose bytes are damaged no line is read.
        var archive = Compressed(journal);
        if (random.Next(2) == 0)
        {
            (archive, var what) = Damage(archive, random);
            done.Add($"archive: {what}");
        }

        File.WriteAllBytes(ArchivePath, archive);
    }

    private static byte[] Compressed(byte[] text)
    {
        using var archive = new MemoryStream();
        using (var stream = new GZipStream(archive, CompressionLevel.Fastest))
        {
            stream.Write(text);
        }

        return archive.ToArray();
    }

    private static (byte[] Text, string What) Damage(byte[] text, Random random)
    {
        if (text.Length < 2)
        {
            return (text, "nothing left");
        }

        var place = random.Next(text.Length);
        switch (random.Next(16))
        {
            case 0:
                byte[] flipped = [.. text];
                flipped[place] ^= (byte)(1 << random.Next(8));
                return (flipped, "a bit flipped");
            case 1:
                return (text[..place], "cut");
            case 2:
                return ([.. text[..place], .. text[Math.Min(text.Length, place + random.Next(200))..]], "a piece cut out");
            case 3:
                return (Lines(text, lines => lines.Insert(random.Next(lines.Count), lines[random.Next(lines.Count)])), "a line doubled");
            case 4:
                return (Lines(text, lines => lines.Reverse(random.Next(lines.Count - 1), 2)), "lines swapped");
            case 5:
                return (Lines(text, lines => lines.RemoveAt(random.Next(lines.Count))), "a line deleted");
            case 6 or 7 or 8:
                var number = Numbers[random.Next(Numbers.Length)];
                return (Replace(text, Number(), random, _ => number), $"a number is {number}");
            case 9 or 10:
                var value = Values[random.Next(Values.Length)];
                return (Replace(text, Value(), random, _ => value), $"a value is {value}");
            case 11:
                var depth = random.Next(1, DeepestNesting);
                var (open, close) = random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
                return (Replace(text, Value(), random, old => string.Concat(Enumerable.Repeat(open, depth)) + old + string.Concat(Enumerable.Repeat(close, depth))), $"nested {depth} deep");
            case 12:
                byte[] bad = random.Next(3) switch { 0 => [0xFF, 0xFE], 1 => [0xC3], _ => [0, 0] };
                return ([.. text[..place], .. bad, .. text[place..]], "bytes that are no text");
            case 13:
                return (Replace(text, Name(), random, old => random.Next(3) switch { 0 => $"\"unheard-of\":1,{old}", 1 => $"{old}1,{old}", _ => "\"x\":" }), "a member renamed or doubled");
            case 14:
                var encoding = random.Next(2) == 0 ? Encoding.Unicode : Encoding.BigEndianUnicode;
                return ([.. random.Next(4) == 0 ? [] : encoding.GetPreamble(), .. encoding.GetBytes(Encoding.UTF8.GetString(text))], "in UTF-16");
            default:
                var repeated = new string("a<|\u0085é漢"[random.Next(6)], random.Next(1, LongestText));
                return (Replace(text, Text(), random, _ => $":\"{repeated}\""), "a long text");
        }
    }

    private static byte[] Lines(byte[] text, Action<List<string>> change)
    {
        var lines = Encoding.Latin1.GetString(text).Split('\n').ToList();
        if (lines.Count > 2)
        {
            change(lines);
        }

        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    /// <summary>Replaces one of the places that look like something.</summary>
    private static byte[] Replace(byte[] text, Regex pattern, Random random, Func<string, string> by)
    {
        var whole = Encoding.Latin1.GetString(text);
        var places = pattern.Matches(whole);
        if (places.Count == 0)
        {
            return text;
        }

        var place = places[random.Next(places.Count)];
        return [.. text[..place.Index], .. Encoding.UTF8.GetBytes(by(place.Value)), .. text[(place.Index + place.Length)..]];
    }

    private IEnumerable<JournalEntry> Entries()
    {
        var noise = new Random(1);
        foreach (var plan in Manifest.Plan.Workloads)
        {
            for (var round = 0; round < Rounds; round++)
            {
                yield return new RoundStart { Workload = plan.Workload, Comparisons = [new RoundPart(plan.Comparisons[0].Id, plan.Models, Blocks)], Round = round, AtMilliseconds = round * 1000, Reason = "the plan has fixed rounds", ExpectedSeconds = 1.5 };
                foreach (var model in plan.Models)
                {
                    yield return new Launch { Cell = CellOf(plan, model), Comparison = plan.Comparisons[0].Id, Round = round, AtMilliseconds = round * 1000, StartUpNanoseconds = 5000, WarmUpNanoseconds = [5e8, 4.5e8, 4e8] };
                }

                for (var block = 0; block < Blocks * plan.Comparisons.Count; block++)
                {
                    foreach (var cell in plan.Comparisons[block / Blocks].Cells)
                    {
                        yield return Measure(plan.Comparisons[block / Blocks], cell, round, block, noise);
                    }
                }
            }
        }

        yield return new Failure { Cell = Manifest.Plan.Workloads[0].Comparisons[0].Cells[1], Comparison = Manifest.Plan.Workloads[0].Comparisons[0].Id, Round = Rounds, Block = 0, AtMilliseconds = 9000, Reason = "the fixture's process died", MayBeRetried = true, ProcessId = 10, ExitCode = 137, LogTail = ["last words"] };
    }

    private static BlockMeasurement Measure(Comparison comparison, Cell cell, int round, int block, Random noise)
    {
        var nanoseconds = 4e8 * (1 + (noise.NextDouble() / 50)) / (cell.Model.StartsWith("threads", StringComparison.Ordinal) ? 1.9 : 1);
        return new BlockMeasurement
        {
            Cell = cell,
            Comparison = comparison.Id,
            Round = round,
            Block = block,
            AtMilliseconds = (round * 1000) + 500 + (block * 50),
            Items = 64,
            Nanoseconds = nanoseconds,
            Phases = cell.Workload != "blockers" ? null :
            [
                new Phase("quiet", 200, nanoseconds / 3) { Latency = new Latency(200, 1e7, 1.1e7, 1.2e7, 1.3e7, 1.4e7), BytesPerItem = 5 },
                new Phase("blocked", 200, nanoseconds / 3) { Latency = new Latency(198, 1e7, 2e7, 5e7, 6e7, 7e7) },
            ],
            Costs = new Costs
            {
                CpuNanoseconds = 5_000_000,
                [CounterTable.Named("userCpuNanoseconds")] = 4_000_000,
                [CounterTable.Named("systemCpuNanoseconds")] = 1_000_000,
                OrchestratorCpuNanoseconds = 100,
                [CounterTable.Named("voluntarySwitches")] = 3,
                [CounterTable.Named("involuntarySwitches")] = 2,
                [CounterTable.Named("peakRssBytes")] = 1 << 26,
                [CounterTable.Named("pssBytes")] = 1 << 25,
                MemoryBytes = 1 << 25,
                [CounterTable.Named("threads")] = 12,
                [CounterTable.Named("allocatedBytes")] = 4096,
                [CounterTable.Named("gcCount")] = 1,
                [CounterTable.Named("gcPauseNanoseconds")] = 1000,
                CompilationNanoseconds = 0,
                [CounterTable.Named("lockContentions")] = 0,
                [CounterTable.Named("threadPoolItems")] = 5,
            },
            Disturbance = new Disturbance { WindowNanoseconds = (long)nanoseconds, StealNanoseconds = 0, ForeignCpuNanoseconds = -5 },
        };
    }

    private static Cell CellOf(WorkloadPlan plan, string model) => plan.Comparisons[0].Find(model)!;

    [GeneratedRegex("""(?<=[:\[, ])-?\d[\d.eE+-]*""")]
    private static partial Regex Number();

    [GeneratedRegex("""(?<=":\s*)("[^"]*"|-?\d[\d.eE+-]*|null|true|false|\{|\[)""")]
    private static partial Regex Value();

    [GeneratedRegex("""\:\s*"[^"]*"(?=\s*[,}\r\n])""")]
    private static partial Regex Text();

    [GeneratedRegex("""\"\w+\":""")]
    private static partial Regex Name();
}
