namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>What holds of a model, whether or not it has the ability: for the programs that plan and measure it.</summary>
public static class ModelAbilities
{
    /// <summary>Whether concurrency means anything to a model; a baseline always has one item in flight.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsConcurrent(this Model model) => model is not IBaseline;

    /// <summary>Whether a model's items run in processes that it starts.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Whether they do.</returns>
    public static bool ItemsRunElsewhere(this Model model) => model is IRunsElsewhere;

    /// <summary>Whether a model's processes use a core between operations and are suspended meanwhile.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Whether they are.</returns>
    public static bool IsRestless(this Model model) => model is IRunsElsewhere { IsRestless: true };

    /// <summary>Whether a model shares memory with its processes.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Whether it does.</returns>
    public static bool UsesSharedMemory(this Model model) => model is IRunsElsewhere { UsesSharedMemory: true };

    /// <summary>Whether the system lets a model have so many items of a workload in flight.</summary>
    /// <param name="model">The model.</param>
    /// <param name="workload">The workload, not set up.</param>
    /// <param name="concurrency">How many, from 1.</param>
    /// <returns>Yes, or no with what the system allows.</returns>
    public static Applicability SupportsConcurrency(this Model model, Workload workload, int concurrency) =>
        (model as ILimitsConcurrency)?.Allows(workload, concurrency) ?? Applicability.Yes;

    /// <summary>What kind of workload a model runs at all: by its shape, and by what its items need.</summary>
    internal static Applicability Fits(this Model model, Workload workload) => Refusal(model, workload) is { } reason ? Applicability.No(reason) : Applicability.Yes;

    private static string? Refusal(Model model, Workload workload) => workload switch
    {
        ItemWorkload when model is not IRunsItems => "it has no way to run items by themselves",
        TreeWorkload when model is not IForks => "it has no way of its own to fork work and join it",
        StateWorkload when model is not (IRunsItems or IUpdatesState) => "it has no way to update shared state",
        RoundTripWorkload when model is not IRunsRoundTrips => "it has no way of its own to pass a message from one worker to another",
        StreamWorkload when model is not IRunsStreams => "it has no way to take events from sources to handlers",
        _ when model is IBaseline && workload.Needs(WorkloadNeeds.AllAtOnce | WorkloadNeeds.Preemption) => "it has one item in flight",
        _ when model is IHasOneThread && workload.Needs(WorkloadNeeds.Preemption) => "on its one thread an item that computes keeps all others from going on",
        _ when model is IRunsElsewhere && workload.Needs(WorkloadNeeds.SharedMemory) => "its processes share no memory",
        _ => null,
    };
}
