namespace ConcurrencyBench.Core;

/// <summary>Whether a model can run a kind of workload, or a machine a workload, and if not, why: the reason is printed in the table.</summary>
public readonly record struct Support
{
    private Support(string? reasonAgainst) => ReasonAgainst = reasonAgainst;

    /// <summary>It runs.</summary>
    public static Support Yes { get; }

    /// <summary>Why not; null when it runs.</summary>
    public string? ReasonAgainst { get; }

    /// <summary>Whether it runs.</summary>
    public bool Applies => ReasonAgainst is null;

    /// <summary>It cannot run.</summary>
    /// <param name="reason">Why, in a clause for the reader of the table.</param>
    /// <returns>The refusal.</returns>
    public static Support No(string reason) => new(reason);
}
