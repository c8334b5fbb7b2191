namespace ConcurrencyBench.Analysis.Metrics;

/// <summary>In which direction a metric is better.</summary>
public enum Better
{
    /// <summary>Less is better.</summary>
    Lower,

    /// <summary>More is better.</summary>
    Higher,
}
