namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>What an open question is about, in the order in which they get rounds.</summary>
public enum QuestionKind
{
    /// <summary>A claim that is not decided.</summary>
    Claim,

    /// <summary>A planned cell with fewer rounds than the plan's minimum.</summary>
    Coverage,

    /// <summary>Models that are not told apart.</summary>
    Rank,
}
