namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>A workload that stands for its kind of work where a report shows one of each kind.</summary>
public interface IStandsForItsKind
{
    /// <summary>The concurrency that is shown where only one is, for this workload and the others of its kind.</summary>
    /// <param name="cores">How many cores the run may use.</param>
    /// <returns>A number from 1.</returns>
    int MainConcurrency(int cores);
}
