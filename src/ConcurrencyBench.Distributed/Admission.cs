namespace ConcurrencyBench.Distributed;

/// <summary>
/// Lets a silo start as far as it can alone, which is most of it, before there is anybody to meet; and lets silos join one after
/// the other: two that change the list of members at once make one of them wait for seconds and try again.
/// </summary>
/// <param name="meet">Ends once the list of members is there to be read.</param>
/// <param name="join">Ends once it is this silo's turn to be added to it.</param>
internal sealed class Admission(Task meet, Task join) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>Of a silo that waits for nobody.</summary>
    public static Admission Free { get; } = new(Task.CompletedTask, Task.CompletedTask);

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle observer)
    {
        // The list is first read in the stage of grain services, and written in the one after it.
        observer.Subscribe(nameof(meet), ServiceLifecycleStage.RuntimeGrainServices - 1, meet.WaitAsync);
        observer.Subscribe(nameof(join), ServiceLifecycleStage.AfterRuntimeGrainServices - 1, join.WaitAsync);
    }
}
