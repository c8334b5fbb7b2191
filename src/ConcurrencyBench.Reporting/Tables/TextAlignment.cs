namespace ConcurrencyBench.Reporting.Tables;

/// <summary>Where a column's text stands.</summary>
public enum TextAlignment
{
    /// <summary>At the left: words.</summary>
    Left,

    /// <summary>At the right: numbers.</summary>
    Right,
}
