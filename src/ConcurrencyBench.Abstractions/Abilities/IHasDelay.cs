namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>A workload whose items wait, for their fixture's answer or a timer, at least for a known time: one that ends sooner is a failure.</summary>
public interface IHasDelay
{
    /// <summary>How long an item waits; zero where it waits for nothing.</summary>
    TimeSpan Delay { get; }
}
