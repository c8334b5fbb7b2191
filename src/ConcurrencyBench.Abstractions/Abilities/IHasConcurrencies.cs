namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>A workload that makes sense at some concurrencies alone.</summary>
public interface IHasConcurrencies
{
    /// <summary>The concurrencies at which alone it makes sense.</summary>
    /// <param name="cores">How many cores the run may use.</param>
    /// <returns>The concurrencies, ascending.</returns>
    IReadOnlyList<int> Concurrencies(int cores);
}
