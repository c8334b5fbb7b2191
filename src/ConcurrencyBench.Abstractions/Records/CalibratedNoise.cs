namespace ConcurrencyBench.Abstractions.Records;

/// <summary>What a run took from <c>calibration.json</c> when it began: the noise floors of its machine. A report needs no other file.</summary>
/// <param name="MeasuredAt">When they were measured, UTC.</param>
/// <param name="Floors">The floors.</param>
public sealed record CalibratedNoise(DateTimeOffset MeasuredAt, IReadOnlyList<CalibratedFloor> Floors)
{
    /// <summary>The floor of a comparison.</summary>
    /// <param name="workload">The workload's id.</param>
    /// <param name="usesOneCore">Whether both models use one core at the most.</param>
    /// <param name="metric">The metric's id.</param>
    /// <param name="rounds">How many rounds the comparison has.</param>
    /// <param name="blocks">How many blocks its rounds have, at the least.</param>
    /// <returns>A ratio from 1, of as many rounds and blocks or else fewer, whose floor is higher; the highest where none was measured of so few. Null without any.</returns>
    public double? Find(string workload, bool usesOneCore, string metric, int rounds, int blocks)
    {
        var known = Floors.Where(floor => floor.Workload == workload && floor.UsesOneCore == usesOneCore && floor.Metric == metric).ToList();
        var fitting = known.Where(floor => floor.Rounds <= rounds && floor.Blocks <= blocks).GroupBy(floor => (floor.Rounds, floor.Blocks)).MaxBy(floors => floors.Key);
        return (fitting ?? (IEnumerable<CalibratedFloor>)known).Select(floor => (double?)floor.Ratio).Max();
    }
}
