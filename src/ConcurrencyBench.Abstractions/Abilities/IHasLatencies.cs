namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>A workload that reports how long single items of a phase took.</summary>
public interface IHasLatencies : IHasPhases
{
    /// <summary>How long the items of a phase took in the last operation, each from when it was meant to begin; called after it, untimed.</summary>
    /// <param name="phase">The id of one of the phases that <see cref="IHasPhases.Observe"/> gave.</param>
    /// <returns>Nanoseconds in any order, from which quantiles are made.</returns>
    ReadOnlySpan<long> LatenciesOf(string phase);
}
