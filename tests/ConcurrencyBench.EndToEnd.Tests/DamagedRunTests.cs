using System.Globalization;
using System.Text.Json;
using ConcurrencyBench.Cli.Commands;
using ConcurrencyBench.EndToEnd.Tests.Driving;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Tests;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>
/// Runs whose files were damaged, by accident or on purpose, through <c>report</c>: whatever stands in them, the report is made or
/// refused with a line, and never ends in a stack trace or not at all. CBENCH_TEST_DRAWS sets how many are drawn, and
/// CBENCH_TEST_FIRST_DRAW from which on, so that many can be drawn by several processes.
/// </summary>
public sealed class DamagedRunTests
{
    private static readonly int _usualDraws = LongTests.AreWanted ? 3_000 : 250;

    /// <summary>Each draws a hundred thousand comparisons itself.</summary>
    private static readonly int _calibrationDraws = _usualDraws / 16;

    /// <summary>Draws that ended in a stack trace once.</summary>
    private static readonly int[] Remembered = [17180, 23191, 28035, 29169, 29506];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact(Timeout = 24 * 3_600_000)]
    public async Task Report_DamagedFiles_IsMadeOrRefusedWithALine()
    {
        var (first, draws) = (Number("CBENCH_TEST_FIRST_DRAW", 0), Number("CBENCH_TEST_DRAWS", _usualDraws));
        using var folder = new DamagedRun();
        // Its failure was none of the model's doing, and its cell went well another time.
        Assert.Equal((0, string.Empty), await ReportAsync(folder.Path));
        var (codes, wrong) = (new int[3], new List<string>());
        foreach (var draw in Enumerable.Range(first, draws).Concat(Remembered))
        {
            var damage = folder.Damage(draw);
            if (await FindWrongAsync(folder.Path, codes) is { } found)
            {
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"draw {draw} ({damage}): {found}"));
            }
        }

        TestContext.Current.SendDiagnosticMessage("exit codes 0, 1 and 2: {0}", string.Join(", ", codes));
        TestContext.Current.TestOutputHelper?.WriteLine($"exit codes 0, 1 and 2: {string.Join(", ", codes)}; wrong: {wrong.Count}");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {draws}:\n{string.Join("\n", wrong.Take(20))}");
        Assert.True(codes[0] + codes[1] > draws / 20 && codes[2] > draws / 20, $"draws that are all alike prove nothing: {string.Join(", ", codes)}");
    }

    [Fact(Timeout = 24 * 3_600_000)]
    public async Task Report_DamagedArchive_IsMadeOrRefusedWithALine()
    {
        using var folder = new DamagedRun(isCompressed: true);
        Assert.Equal((0, string.Empty), await ReportAsync(folder.Path));
        var (codes, wrong, draws) = (new int[3], new List<string>(), _usualDraws / 4);
        for (var draw = 0; draw < draws; draw++)
        {
            var damage = folder.Damage(draw);
            if (await FindWrongAsync(folder.Path, codes) is { } found)
            {
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"draw {draw} ({damage}): {found}"));
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {draws}:\n{string.Join("\n", wrong.Take(20))}");
        Assert.True(codes[0] + codes[1] > draws / 20 && codes[2] > draws / 2, $"draws that are all alike prove nothing: {string.Join(", ", codes)}");
    }

    [Fact(Timeout = 24 * 3_600_000)]
    public async Task Report_DamagedCalibration_IsMadeOrRefusedWithALine()
    {
        using var folder = new DamagedRun(isCalibration: true);

        // It has a failure, which may have been its model's doing.
        Assert.Equal((1, string.Empty), await ReportAsync(folder.Path));
        var calibration = CalibrationFile.Read(Path.Combine(folder.Path, CalibrationFile.Name));
        Assert.NotEmpty(calibration.Floors);
        Assert.All(calibration.Classes.Where(found => found.Metric == "throughput"), found => Assert.NotNull(found.PlainRuns));
        var (codes, wrong) = (new int[3], new List<string>());
        for (var draw = 0; draw < _calibrationDraws; draw++)
        {
            var damage = folder.Damage(draw);
            if (await FindWrongAsync(folder.Path, codes, CalibrationFile.Name) is { } found)
            {
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"draw {draw} ({damage}): {found}"));
            }

            // What it writes it can read.
            CalibrationFile.Read(Path.Combine(folder.Path, CalibrationFile.Name));
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {_calibrationDraws}:\n{string.Join("\n", wrong.Take(20))}");
        Assert.True(codes[2] > _calibrationDraws / 20 && codes[1] > _calibrationDraws / 20, $"draws that are all alike prove nothing: {string.Join(", ", codes)}");
    }

    private static async Task<string?> FindWrongAsync(string folder, int[] codes, string file = "summary.json")
    {
        try
        {
            var (code, error) = await ReportAsync(folder);
            codes[code]++;
            var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return code == 2 && !lines[^1].StartsWith("cbench: ", StringComparison.Ordinal) ? $"no reason: {error}"
                : lines.Length > 2 || lines.Any(line => !line.StartsWith("cbench: ", StringComparison.Ordinal)) ? $"more than a line: {error}"
                : code < 2 ? FindWrongJson(Path.Combine(folder, file))
                : null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return exception.ToString();
        }
    }

    private static string? FindWrongJson(string path)
    {
        try
        {
            JsonDocument.Parse(File.ReadAllBytes(path)).Dispose();
            return null;
        }
        catch (JsonException exception)
        {
            return $"summary.json: {exception.Message}";
        }
    }

    /// <summary>The command itself, in this process.</summary>
    private static async Task<(int Code, string Error)> ReportAsync(string folder)
    {
        var (output, error) = (Console.Out, Console.Error);
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        Console.SetOut(TextWriter.Null);
        Console.SetError(said);
        try
        {
            var code = await Task.Run(() => CommandTree.RunAsync(["report", folder])).WaitAsync(Patience, TestContext.Current.CancellationToken);
            return (code, said.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    private static int Number(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : usual;
}
