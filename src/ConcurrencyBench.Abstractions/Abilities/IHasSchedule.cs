namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>A workload whose operation has a schedule of its own, whichever model runs it: one that ends sooner is a failure.</summary>
public interface IHasSchedule
{
    /// <summary>How long an operation lasts at the least.</summary>
    /// <param name="items">How many items it has, from 1.</param>
    /// <param name="concurrency">The most items in flight at once, from 1.</param>
    /// <returns>The time.</returns>
    TimeSpan ShortestOperation(int items, int concurrency);
}
