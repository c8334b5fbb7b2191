using MathNet.Numerics.Distributions;

namespace ConcurrencyBench.Analysis.Statistics;

/// <summary>
/// The spread of each model's launches, pooled over the models of a noise class: few launches of one model say little about it, those of ten say enough. A model
/// that is noisier than its class by more than chance allows has its own. Models that use one core at the most are one class, the others another.
/// </summary>
internal static class PooledSpreads
{
    /// <summary>How seldom a model is taken out of its class by chance.</summary>
    private const double Unlikely = 0.99;

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
        var taken = new List<int>();
        while (members.Count > 2 && Noisiest(values, members) is { } noisiest)
        {
            members.Remove(noisiest);
            taken.Add(noisiest);
        }

        // A class of one is seen beside all others.
        var all = Enumerable.Range(0, values.Count).ToList();
        return taken.Select(row => Alone(values, row, members)).Append(members.Count == 1 ? Alone(values, members[0], [.. all.Except(members)]) : Together(values, members));
    }

    /// <summary>The member that varies most, beside the others, if that is no chance. Of two models one cannot tell which varies.</summary>
    private static int? Noisiest(IReadOnlyList<IReadOnlyList<double?>> values, List<int> members)
    {
        var noisiest = members.MaxBy(row => Alone(values, row, [.. members.Where(other => other != row)]).Variance);
        List<int> rest = [.. members.Where(row => row != noisiest)];
        var (own, others) = (Alone(values, noisiest, rest), Together(values, rest));
        return own.Freedom > 0 && others.Freedom > 0 && own.Variance > 0 && IsUnlikely(own, others) ? noisiest : null;
    }

    private static bool IsUnlikely(Spread own, Spread others) =>
        others.Variance == 0 || FisherSnedecor.CDF(own.Freedom, others.Freedom, own.Variance / others.Variance) > Unlikely;

    private static Spread Together(IReadOnlyList<IReadOnlyList<double?>> values, IReadOnlyList<int> members)
    {
        var layout = new TwoWayLayout([.. members.Select(row => values[row])]);
        var launches = members.SelectMany(row => Present(values[row])).Distinct().Count();
        var freedom = members.Sum(row => Present(values[row]).Count()) - members.Count - launches + 1;
        var squares = Enumerable.Range(0, members.Count).Sum(layout.SquaredErrors);
        return new Spread(freedom > 0 ? squares / freedom : 0, freedom, members);
    }

    /// <summary>How a model varies beside what others have in common in each launch.</summary>
    private static Spread Alone(IReadOnlyList<IReadOnlyList<double?>> values, int row, IReadOnlyList<int> others)
    {
        var common = new TwoWayLayout([.. others.Select(other => values[other])]).Columns;
        var own = Present(values[row]).Select(column => values[row][column]!.Value - (others.Count == 0 ? 0 : common[column])).ToList();
        return new Spread(new Estimate(own).Variance, own.Count - 1, [row]);
    }

    private static IEnumerable<int> Present(IReadOnlyList<double?> row) => Enumerable.Range(0, row.Count).Where(column => row[column] is not null);
}
