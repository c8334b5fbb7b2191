namespace ConcurrencyBench.Abstractions.Records;

/// <summary>Why an operation must not count; of several reasons the first of these that is not none.</summary>
public enum DisturbanceKind
{
    /// <summary>It counts.</summary>
    None,

    /// <summary>The run itself was stopped: the time of its operations is not theirs.</summary>
    Interrupted,

    /// <summary>A CPU quota stopped an operation.</summary>
    Throttled,

    /// <summary>Other programs, or the hypervisor, used the cores.</summary>
    Others,
}
