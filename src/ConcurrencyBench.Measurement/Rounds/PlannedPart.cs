using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>What a round is to measure of a comparison.</summary>
/// <param name="Comparison">The comparison, with no other cells than are measured.</param>
/// <param name="Blocks">How many clean blocks are wanted.</param>
internal sealed record PlannedPart(Comparison Comparison, int Blocks)
{
    /// <summary>The same as a line of the journal has it.</summary>
    public RoundPart ToRecord() => new(Comparison.Id, [.. Comparison.Cells.Select(cell => cell.Model)], Blocks);
}
