using MathNet.Numerics.Distributions;

namespace ConcurrencyBench.Analysis.Statistics;

/// <summary>
/// The spread of each model's launches, pooled over the models of a noise class: few launches of one model say little about it, those of ten say enough. A model
/// that is noisier than its class by more than chance allows has its own. Models that use one core at the most are one class, the others another.
/// </summary>
internal static class PooledSpreads
{
    /// <summary>How often any model of a class is taken out of it by chance. More often, and those that are left would vary too little.</summary>
    private const double ByChance = 0.01;

    /// <summary>Finds them.</summary>
    /// <param name="values">A row for each model, with its value in each launch; null where it has none.</param>
    /// <param name="classes">The noise class of each row.</param>
    /// <returns>A spread for each row.</returns>
    public static IReadOnlyList<Spread> Of(IReadOnlyList<IReadOnlyList<double?>> values, IReadOnlyList<bool> classes)
    {
        var spreads = new Spread[values.Count];
        foreach (var members in Enumerable.Range(0, values.Count).GroupBy(row => classes[row]))
        {
            foreach (var spread in Pool(values, [.. members]))
            {
                foreach (var row in spread.Group)
                {
                    spreads[row] = spread;
                }
            }
        }

        return spreads;
    }

    private static IEnumerable<Spread> Pool(IReadOnlyList<IReadOnlyList<double?>> values, List<int> members)
    {
        // A class of one is seen beside all others. Of two models one cannot tell which varies.
        if (members.Count <= 2)
        {
            return [members.Count == 1 ? Alone(values, members[0], [.. Enumerable.Range(0, values.Count).Except(members)]) : Together(values, members)];
        }

        // From the quietest on, so that several noisy models do not hide each other.
        var layout = new TwoWayLayout([.. members.Select(row => values[row])]);
        var ordered = members.Select((row, place) => (Row: row, Variance: layout.SquaredErrors(place) / Math.Max(1, Present(values[row]).Count() - 1)))
            .OrderBy(member => member.Variance).Select(member => member.Row).ToList();
        var quiet = ordered.Take((ordered.Count + 1) / 2).ToList();
        var noisy = new List<int>();
        foreach (var row in ordered.Skip(quiet.Count))
        {
            (noisy.Count > 0 || IsUnlikely(Alone(values, row, quiet), Together(values, quiet), members.Count) ? noisy : quiet).Add(row);
        }

        return noisy.Select(row => Alone(values, row, quiet)).Append(Together(values, quiet));
    }

    private static bool IsUnlikely(Spread own, Spread others, int members) =>
        own is { Freedom: > 0, Variance: > 0 } && others.Freedom > 0
        && (others.Variance == 0 || FisherSnedecor.CDF(own.Freedom, others.Freedom, own.Variance / others.Variance) > 1 - (ByChance / members));

    private static Spread Together(IReadOnlyList<IReadOnlyList<double?>> values, List<int> members)
    {
        var layout = new TwoWayLayout([.. members.Select(row => values[row])]);
        var launches = members.SelectMany(row => Present(values[row])).Distinct().Count();
        var freedom = members.Sum(row => Present(values[row]).Count()) - members.Count - launches + 1;
        var squares = Enumerable.Range(0, members.Count).Sum(layout.SquaredErrors);
        return new Spread(freedom > 0 ? squares / freedom : 0, freedom, members);
    }

    /// <summary>How a model varies beside what others have in common in each launch.</summary>
    private static Spread Alone(IReadOnlyList<IReadOnlyList<double?>> values, int row, List<int> others)
    {
        var common = new TwoWayLayout([.. others.Select(other => values[other])]).Columns;
        var own = Present(values[row]).Select(column => values[row][column]!.Value - (others.Count == 0 ? 0 : common[column])).ToList();
        return new Spread(new Estimate(own).Variance, own.Count - 1, [row]);
    }

    private static IEnumerable<int> Present(IReadOnlyList<double?> row) => Enumerable.Range(0, row.Count).Where(column => row[column] is not null);
}
