namespace ConcurrencyBench.Analysis.Statistics;

/// <summary>Values nested in the rounds they were measured in: rounds differ by their launches, values within a round by their blocks.</summary>
internal sealed class NestedSample
{
    private readonly List<List<double>> _rounds = [];
    private int _last = -1;

    /// <summary>The values of each round that has any, in order.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Rounds => _rounds;

    /// <summary>Adds a value.</summary>
    /// <param name="round">Which round, from 0; never lower than that of the value before.</param>
    /// <param name="value">A finite number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The round is lower than the last, or the value is not finite.</exception>
    public void Add(int round, double value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(round, Math.Max(0, _last));
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "a sample has finite values only");
        }

        if (round != _last)
        {
            _rounds.Add([]);
            _last = round;
        }

        _rounds[^1].Add(value);
    }
}
