using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Abstractions;

/// <summary>Whether a model can run a kind of workload, or a machine a workload, and if not, why: the reason is printed in the table.</summary>
public readonly record struct Applicability
{
    private Applicability(string reasonAgainst, ExclusionKind kind) => (ReasonAgainst, Kind) = (reasonAgainst, kind);

    /// <summary>It runs.</summary>
    public static Applicability Yes { get; }

    /// <summary>Why not; null when it runs.</summary>
    public string? ReasonAgainst { get; }

    /// <summary>What kind of reason that is; of no meaning when it runs.</summary>
    public ExclusionKind Kind { get; }

    /// <summary>Whether it runs.</summary>
    public bool Applies => ReasonAgainst is null;

    /// <summary>It cannot run, on any machine.</summary>
    /// <param name="reason">Why, in a clause for the reader of the table.</param>
    /// <returns>The refusal.</returns>
    public static Applicability No(string reason) => new(reason, ExclusionKind.MakesNoSense);

    /// <summary>It cannot run here, because this machine does not have what it needs.</summary>
    /// <param name="reason">What is missing, in a clause for the reader of the table.</param>
    /// <returns>The refusal.</returns>
    public static Applicability NotHere(string reason) => new(reason, ExclusionKind.NotInstalled);
}
