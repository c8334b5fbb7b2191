using System.Text.Json.Nodes;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Journals;

namespace ConcurrencyBench.Measurement.Tests;

public sealed class CalibrationFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cbench-test-");

    private string FilePath => Path.Combine(_folder.FullName, "cbench", CalibrationFile.Name);

    [Fact]
    public void RequireWritable_FileThatIsNoCalibration_IsNotReplaced()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllText(FilePath, "notes");
        Assert.Contains("is no calibration", Assert.Throws<UsageException>(() => CalibrationFile.RequireWritable(FilePath)).Message, StringComparison.Ordinal);
        Assert.Equal("notes", File.ReadAllText(FilePath));
        CalibrationFile.Write(FilePath, Sample());
        CalibrationFile.RequireWritable(FilePath);
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var calibration = Sample();
        CalibrationFile.Write(FilePath, calibration);
        var text = File.ReadAllText(FilePath);
        var read = CalibrationFile.Read(FilePath);
        Assert.Equivalent(calibration, read, strict: true);
        CalibrationFile.Write(FilePath, read);
        Assert.Equal(text, File.ReadAllText(FilePath));
        Assert.Single(Directory.GetFileSystemEntries(Path.GetDirectoryName(FilePath)!));
    }

    /// <summary>As the program wrote it before these were in it.</summary>
    [Fact]
    public void Read_WithoutWhatWasAddedLater_IsRead()
    {
        CalibrationFile.Write(FilePath, Sample());
        var json = JsonNode.Parse(File.ReadAllText(FilePath))!;
        Remove(json, ["absentNeighbours", "calledAtAnyLook", "atMost"]);
        File.WriteAllText(FilePath, json.ToJsonString());
        Assert.Equal(Sample().Floors, CalibrationFile.Read(FilePath).Floors);

        static void Remove(JsonNode? node, IReadOnlyList<string> names)
        {
            if (node is JsonObject members)
            {
                names.ToList().ForEach(name => members.Remove(name));
                members.ToList().ForEach(member => Remove(member.Value, names));
            }
            else if (node is JsonArray elements)
            {
                elements.ToList().ForEach(element => Remove(element, names));
            }
        }
    }

    [Theory]
    [InlineData("\"schemaVersion\": 1", "\"schemaVersion\": 2", "newer than 1")]
    [InlineData("\"schemaVersion\": 1", "\"schemaVersion\": 0", "schemaVersion is 0")]
    [InlineData("\"ratio\": 1.04", "\"ratio\": 0.9", "floors[0].ratio")]
    [InlineData("\"ratio\": 1.04", "\"ratio\": null", "ratio")]
    [InlineData("\"count\": 19", "\"count\": 21", "classes[0].coverage.count")]
    [InlineData("\"neighbour\": \"Bursts\"", "\"neighbour\": \"Loud\"", "neighbour")]
    [InlineData("\"neighbour\": \"Bursts\"", "\"neighbour\": 7", "classes[0].neighbour")]
    [InlineData("\"neighbour\": \"Steady\"", "\"neighbour\": 7", "pools[0].neighbour")]
    [InlineData("\"count\": 30", "\"count\": 32", "pools[0].coverage.count")]
    [InlineData("\"rounds\": 2", "\"rounds\": 10", "absentNeighbours[0].rounds")]
    [InlineData("\"reason\": \"why\"", "\"reason\": \"\"", "absentNeighbours[0].reason")]
    [InlineData("\"comparison\": \"beside\"", "\"comparison\": \"\"", "absentNeighbours[0].comparison")]
    [InlineData("\"disturbed\": 0.2", "\"disturbed\": 2", "classes[0].disturbed")]
    [InlineData("\"halfWidth\": 0.02", "\"halfWidth\": -1", "classes[0].halfWidth")]
    [InlineData("\"atOneLook\": 0.5", "\"atOneLook\": 1.5", "detections[0].atOneLook")]
    [InlineData("\"atMost\": 0.75", "\"atMost\": 1.5", "classes[0].calledAtAnyLook.atMost")]
    [InlineData("\"usableCores\": 1", "\"usableCores\": 0", "environment.usableCores")]
    [InlineData("\"programVersion\": \"test\",", "", "programVersion")]
    public void Read_Damaged_IsRefusedInOneLineThatNamesTheMember(string before, string after, string named)
    {
        CalibrationFile.Write(FilePath, Sample());
        var text = File.ReadAllText(FilePath);
        Assert.Contains(before, text, StringComparison.Ordinal);
        File.WriteAllText(FilePath, text.Replace(before, after, StringComparison.Ordinal));
        var refusal = Assert.Throws<UsageException>(() => CalibrationFile.Read(FilePath)).Message;
        Assert.True(refusal.Contains(named, StringComparison.Ordinal), refusal);
        Assert.DoesNotContain('\n', refusal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"schemaVersion\":1}")]
    public void Read_NoCalibration_IsRefused(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllText(FilePath, text);
        Assert.Contains("calibrate", Assert.Throws<UsageException>(() => CalibrationFile.Read(FilePath)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_FolderThatIsAFile_IsRefused()
    {
        var path = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(path, "text");
        Assert.Contains("--calibration", Assert.Throws<UsageException>(() => CalibrationFile.Write(Path.Combine(path, "calibration.json"), Sample())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MismatchWith_AnotherMachineOrProgram_SaysWhich()
    {
        var calibration = Sample();
        var machine = calibration.Environment;
        Assert.Null(calibration.MismatchWith("test", machine with { LoadAverage = 7 }));
        Assert.Equal("another version of this program", calibration.MismatchWith("other", machine));
        Assert.Equal("another processor", calibration.MismatchWith("test", machine with { Processor = "other" }));
        Assert.Equal("another number of usable cores", calibration.MismatchWith("test", machine with { UsableCores = 1.5 }));
        Assert.Equal("another version of .NET", calibration.MismatchWith("test", machine with { RuntimeVersion = "11" }));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static MachineEnvironment Machine()
    {
        using var run = new Fakes.TestRun();
        return run.Manifest.Environment;
    }

    private static Calibration Sample() => new()
    {
        ProgramVersion = "test",
        MeasuredAt = DateTimeOffset.UnixEpoch,
        Environment = Machine(),
        Classes =
        [
            new CalibratedClass
            {
                Workload = "primes",
                Model = "threads",
                UsesOneCore = false,
                Neighbour = NeighbourKind.Bursts,
                Metric = "throughput",
                Copies = 3,
                Rounds = 9,
                Blocks = 8,
                Disturbed = 0.2,
                LaunchVariance = 1e-4,
                BlockVariance = 2e-4,
                BlocksPerLaunch = 9,
                LaunchSeconds = 1.5,
                OperationSeconds = 0.1,
                ComparisonSeconds = 44,
                ComparisonRounds = 5,
                HalfWidth = 0.02,
                Coverage = new ObservedShare(19, 20, 0.75, 0.99),
                CalledDifferent = new ObservedShare(0, 3, 0, 0.7),
                CalledAtAnyLook = new ObservedShare(0, 2, 0, 0.8) { AtMost = 0.75 },
                Detections = [new CalibratedDetection(5, 0.047, 60, 7) { AtOneLook = 0.5, AtAnyLook = 0.4 }, new CalibratedDetection(5, 0.047, 3, 0)],
                PlainRuns = new CalibratedPlainRuns(0.05, 2.5, new ObservedShare(5, 6, 0.3, 0.99)),
            },
        ],
        Pools = [new CalibratedPool(NeighbourKind.Steady, "cpu", new ObservedShare(30, 31, 0.8, 0.99), new ObservedShare(0, 16, 0, 0.2)) { CalledAtAnyLook = new ObservedShare(0, 8, 0, 0.3) }],
        Floors = [new CalibratedFloor("primes", UsesOneCore: false, "throughput", 5, 8, 1.04)],
        AbsentNeighbours = [new AbsentNeighbour("beside", NeighbourKind.Bursts, 2, 9, "why")],
    };
}
