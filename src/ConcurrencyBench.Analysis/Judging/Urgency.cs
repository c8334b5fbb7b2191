namespace ConcurrencyBench.Analysis.Judging;

/// <summary>When a question's turn comes, the soonest first.</summary>
internal enum Urgency
{
    /// <summary>A claim's verdict.</summary>
    Verdict,

    /// <summary>Which of two models is faster.</summary>
    Rank,

    /// <summary>Either, but so near to a tie that the plan's maximum of rounds is unlikely to settle it.</summary>
    Unlikely,
}
