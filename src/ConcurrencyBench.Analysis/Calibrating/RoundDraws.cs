namespace ConcurrencyBench.Analysis.Calibrating;

/// <summary>Comparisons as they might have been: rounds drawn anew, with replacement, from those that were measured (Efron 1979).</summary>
/// <param name="pairs">The launch medians of each pair, a log ratio a round; pairs take turns.</param>
/// <param name="seed">Decides the draws.</param>
internal sealed class RoundDraws(IReadOnlyList<IReadOnlyList<double>> pairs, int seed)
{
    /// <summary>Draws comparisons.</summary>
    /// <param name="rounds">How many rounds each has.</param>
    /// <returns>The launch medians of each, without end.</returns>
    public IEnumerable<IReadOnlyList<double>> Of(int rounds) => Draw(rounds, _ => 1);

    /// <summary>
    /// Draws comparisons of identical code. Which of the two names is the numerator is drawn for each round: it makes no difference, and so the truth
    /// is 1 here, which the mean of the measured rounds is not.
    /// </summary>
    /// <param name="rounds">How many rounds each has.</param>
    /// <returns>The launch medians of each, without end.</returns>
    public IEnumerable<IReadOnlyList<double>> OfIdentical(int rounds) => Draw(rounds, random => random.Next(2) == 0 ? 1 : -1);

    private IEnumerable<IReadOnlyList<double>> Draw(int rounds, Func<Random, int> sign)
    {
        var random = new Random(seed);
        for (var draw = 0; ; draw++)
        {
            var pair = pairs[draw % pairs.Count];
            yield return [.. Enumerable.Range(0, rounds).Select(_ => sign(random) * pair[random.Next(pair.Count)])];
        }
    }
}
