using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Analysis.Results;

/// <summary>Operations that do not count, by the reason.</summary>
/// <param name="Others">Others used the machine.</param>
/// <param name="Throttled">A CPU quota stopped an operation.</param>
/// <param name="Interrupted">The run itself was stopped.</param>
public readonly record struct LeftOutOperations(int Others, int Throttled, int Interrupted)
{
    /// <summary>All of them.</summary>
    public int Total => Others + Throttled + Interrupted;

    /// <summary>Why, in a clause: as "because others used the machine".</summary>
    public string Because
    {
        get
        {
            (int Count, string Clause)[] reasons =
            [
                (Others, "others used the machine"),
                (Throttled, "a CPU quota throttled the run"),
                (Interrupted, "the run itself was stopped"),
            ];
            var given = reasons.Where(reason => reason.Count > 0).ToList();
            return given.Count <= 1
                ? $"because {(given is [var only] ? only : reasons[0]).Clause}"
                : $"because {string.Join(", ", given.Select(reason => FormattableString.Invariant($"{reason.Clause} ({reason.Count})")))}";
        }
    }

    /// <summary>One operation more.</summary>
    internal LeftOutOperations With(DisturbanceKind disturbance) => disturbance switch
    {
        DisturbanceKind.Interrupted => this with { Interrupted = Interrupted + 1 },
        DisturbanceKind.Throttled => this with { Throttled = Throttled + 1 },
        DisturbanceKind.Others => this with { Others = Others + 1 },
        _ => this,
    };
}
