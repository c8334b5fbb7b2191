using System.Globalization;
using System.Reflection;

namespace ConcurrencyBench.Analysis.Tests.Statistics;

/// <summary>
/// Times of identical code, recorded on a real machine: <c>primes</c> on two cores, 6 names of the same model in each of two classes, and one that does 5.1 % more
/// work. A star marks an operation during which others used the machine.
/// </summary>
internal sealed class RecordedNoise
{
    private readonly Dictionary<string, double?[][]> _rounds;

    /// <summary>Reads a file beside this one.</summary>
    /// <param name="name">Its name.</param>
    private RecordedNoise(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, name));
        var blocks = lines.Skip(1).Select(line => line.Split(',')).ToList();
        _rounds = lines[0].Split(',').Select((lane, column) => (lane, column)).Skip(2).ToDictionary(
            lane => lane.lane,
            lane => blocks.GroupBy(block => block[0]).Select(round => round.Select(block => Log(block[lane.column])).ToArray()).ToArray());
    }

    public static RecordedNoise Quiet { get; } = new("aa-quiet.csv");

    public static RecordedNoise Noisy { get; } = new("aa-noisy.csv");

    /// <summary>Names of identical code on two cores.</summary>
    public static IReadOnlyList<string> TwoCores { get; } = ["threads", "threads-again", "threads-b", "threads-c", "threads-d", "threads-e"];

    /// <summary>Names of identical code on one core.</summary>
    public static IReadOnlyList<string> OneCore { get; } = ["sequential", "sequential-again", "loop-a", "loop-b", "loop-c", "loop-d"];

    private static string Folder =>
        typeof(RecordedNoise).Assembly.GetCustomAttributes(false).OfType<AssemblyMetadataAttribute>().Single(data => data.Key == "NoiseFolder").Value!;

    /// <summary>The logarithms of the ratios of one name over another in the blocks of a round; those of disturbed operations are missing.</summary>
    public double[] Ratios(string one, string other, int round, int blocks) =>
        [.. _rounds[one][round].Zip(_rounds[other][round], (mine, theirs) => mine - theirs).Take(blocks).OfType<double>()];

    /// <summary>How many rounds there are.</summary>
    public int Rounds => _rounds["threads"].Length;

    private static double? Log(string time) => time.EndsWith('*') || time.Length == 0 ? null : Math.Log(double.Parse(time, CultureInfo.InvariantCulture));
}
