using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>A line of a cell.</summary>
/// <param name="Text">The text, complete in itself: the mark and the word of a verdict are part of it.</param>
/// <param name="Verdict">The verdict it begins with, for colour beside the words; null for any other line.</param>
public sealed record TextLine(string Text, Verdict? Verdict = null);
