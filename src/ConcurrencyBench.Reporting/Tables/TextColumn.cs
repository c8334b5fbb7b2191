namespace ConcurrencyBench.Reporting.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Header">Its heading.</param>
/// <param name="Alignment">Where its text stands.</param>
public sealed record TextColumn(string Header, TextAlignment Alignment = TextAlignment.Left);
