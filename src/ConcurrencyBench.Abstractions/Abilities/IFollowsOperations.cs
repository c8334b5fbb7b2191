namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>A workload that does something itself when an operation begins or ends.</summary>
public interface IFollowsOperations
{
    /// <summary>Called before each operation, untimed, while no item runs.</summary>
    void Begin();

    /// <summary>Called at the first moment of an operation, timed.</summary>
    void OnStarted()
    {
    }

    /// <summary>Called at the last moment of an operation that did not fail, timed.</summary>
    void OnEnded()
    {
    }

    /// <summary>
    /// Called when an operation has failed or was cancelled, so that not all its items will run: those that wait for others
    /// must fail. By any thread, and perhaps more than once.
    /// </summary>
    void Abandon()
    {
    }
}
