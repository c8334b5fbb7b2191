namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>A workload whose workers hold connections, of which there may be only so many.</summary>
public interface ILimitsConnections
{
    /// <summary>How many connections all workers of a comparison together may hold. Asked as <see cref="IHasAvailability.Availability"/> is.</summary>
    ConnectionLimit ConnectionLimit { get; }
}
