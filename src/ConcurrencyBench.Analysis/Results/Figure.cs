using System.Text.Json.Serialization;

namespace ConcurrencyBench.Analysis.Results;

/// <summary>A number with its uncertainty and its warnings, which travel together to wherever it is printed.</summary>
/// <param name="Value">The estimate, in base units.</param>
/// <param name="Interval">Its 95 % interval; null when there were too few rounds for one.</param>
/// <param name="Warnings">What limits its reliability, each one sentence; usually none.</param>
public sealed record Figure(double Value, Interval? Interval, IReadOnlyList<string> Warnings)
{
    /// <summary>How many rounds it rests on.</summary>
    public int Rounds { get; init; }

    /// <summary>Whether neighbouring rounds resemble each other, so that no verdict rests on it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsSerial { get; init; }

    /// <summary>
    /// The noise floor that the figure is held against in every verdict, rank and table; null where there is none: a quantity of one
    /// model alone, or a comparison without null case.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NoiseFloor? NoiseFloor { get; init; }

    /// <summary>The two modes of what was measured, the lower first, where it has two: then neither mean nor median describes it. Null where it has one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Mode>? Modes { get; init; }

    /// <summary>
    /// Where a figure that a claim asks for is made of a distribution with two modes: from its lowest mode to its highest, of a ratio those of the ratios
    /// within blocks. A limit within it has no verdict, since one mode would support what the other contradicts. Null where there is one mode, and where both sides of a ratio change together.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Interval? ModeRange { get; init; }
}
