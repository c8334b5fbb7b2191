namespace ConcurrencyBench.Reporting.Tables;

/// <summary>A warning, and the figures that carry its number.</summary>
/// <param name="Number">The number, from 1, as printed beside the figures.</param>
/// <param name="Text">The warning, one sentence.</param>
/// <param name="Figures">The figures it is about, in the order of the tables.</param>
public sealed record Note(int Number, string Text, IReadOnlyList<string> Figures);
