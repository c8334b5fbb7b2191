namespace ConcurrencyBench.Core;

/// <summary>Whether a model can run a kind of workload, and if not, why: the reason is printed in the table.</summary>
public readonly record struct Support
{
    private Support(string? reasonAgainst) => ReasonAgainst = reasonAgainst;

    /// <summary>The model runs it.</summary>
    public static Support Yes { get; }

    /// <summary>Why it makes no sense for the model; null when it does.</summary>
    public string? ReasonAgainst { get; }

    /// <summary>Whether the model runs it.</summary>
    public bool Applies => ReasonAgainst is null;

    /// <summary>The model cannot run it.</summary>
    /// <param name="reason">Why, in a clause for the reader of the table.</param>
    /// <returns>The refusal.</returns>
    public static Support No(string reason) => new(reason);
}
