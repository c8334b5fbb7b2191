namespace ConcurrencyBench.Reporting.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Header">Its heading.</param>
/// <param name="Alignment">Where its text stands.</param>
/// <param name="IsBackground">Whether it says what is known without this run, and may go where room is short.</param>
public sealed record TextColumn(string Header, TextAlignment Alignment = TextAlignment.Left, bool IsBackground = false);
