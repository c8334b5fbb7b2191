namespace ConcurrencyBench.Analysis.Tests.Statistics;

/// <summary>The shape of an effect on the logarithm of a speed-up, of mean 0 and variance 1.</summary>
public enum Shape
{
    /// <summary>Times are lognormal, so logarithms are normal.</summary>
    Normal,

    /// <summary>Model and baseline are both disturbed now and then, by lognormal slow-downs.</summary>
    BothSkewed,

    /// <summary>Only the model is, so its speed-up now and then falls far.</summary>
    ModelSkewed,
}
