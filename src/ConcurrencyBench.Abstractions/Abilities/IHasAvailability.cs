namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>A workload whose items talk to something that a machine may lack.</summary>
public interface IHasAvailability
{
    /// <summary>Whether this machine has it. Asked when a run is planned, never when workloads are listed; may take seconds.</summary>
    Applicability Availability { get; }
}
