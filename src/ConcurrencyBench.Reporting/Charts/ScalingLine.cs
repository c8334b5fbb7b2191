using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>A model's speed-ups over concurrency.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Points">The points, by ascending concurrency.</param>
internal sealed record ScalingLine(string Model, IReadOnlyList<(int Concurrency, Figure SpeedUp)> Points)
{
    /// <summary>The points that stand at neighbouring concurrencies, run by run: nothing is drawn over a gap.</summary>
    /// <param name="concurrencies">All that were planned, ascending.</param>
    /// <returns>The runs, each with at least one point.</returns>
    public IReadOnlyList<IReadOnlyList<(int Concurrency, Figure SpeedUp)>> Runs(IReadOnlyList<int> concurrencies)
    {
        var runs = new List<List<(int, Figure)>>();
        var places = concurrencies.Index().ToDictionary(item => item.Item, item => item.Index);
        var last = int.MinValue;
        foreach (var point in Points)
        {
            var place = places[point.Concurrency];
            if (place != last + 1)
            {
                runs.Add([]);
            }

            runs[^1].Add(point);
            last = place;
        }

        return runs;
    }
}
