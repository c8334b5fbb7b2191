namespace ConcurrencyBench.Workloads.Connections;

/// <summary>What ends an item's patience.</summary>
internal enum PatienceEnd
{
    /// <summary>Nothing: it waits for its reply.</summary>
    None,

    /// <summary>A timeout of its own.</summary>
    Timeout,

    /// <summary>A token that another cancels.</summary>
    Token,
}
