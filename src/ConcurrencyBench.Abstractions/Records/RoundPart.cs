namespace ConcurrencyBench.Abstractions.Records;

/// <summary>What a round measures of a comparison.</summary>
/// <param name="Comparison">The <see cref="Records.Comparison.Id"/>.</param>
/// <param name="Models">The names of the models whose cells are measured, in the comparison's order.</param>
/// <param name="Blocks">How many clean blocks are wanted.</param>
public sealed record RoundPart(string Comparison, IReadOnlyList<string> Models, int Blocks);
