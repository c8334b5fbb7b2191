namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>An axis of a panel, in the plot's own coordinates.</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Ticks">What is labelled, ascending.</param>
/// <param name="Title">What is measured along it; empty for nothing.</param>
internal sealed record PanelAxis(double Low, double High, IReadOnlyList<(double At, string Label)> Ticks, string Title = "")
{
    /// <summary>Whether a line is drawn at each tick.</summary>
    public bool HasGrid { get; init; } = true;

    /// <summary>The tick whose line is drawn darker, because the others are compared with it; null for none.</summary>
    public double? Reference { get; init; }

    /// <summary>An axis of names, from top to bottom, each in a row of height 1.</summary>
    public static PanelAxis Rows(IEnumerable<string> names)
    {
        var rows = names.ToList();
        return new(-0.5, rows.Count - 0.5, [.. rows.Select((name, row) => ((double)(rows.Count - 1 - row), name))]) { HasGrid = false };
    }

    /// <summary>An axis of ratios.</summary>
    public static PanelAxis Of(AxisScale scale, string title) =>
        new(scale.Minimum, scale.Maximum, [.. scale.Ticks.Select(scale.Position).Zip(scale.Labels)], title);

    /// <summary>An axis of powers of ten, whose coordinates are the exponents.</summary>
    public static PanelAxis Decades(double low, double high, Func<double, string> label, string title)
    {
        var first = (int)Math.Ceiling(low);
        var powers = Enumerable.Range(first, Math.Max(0, (int)Math.Floor(high) - first + 1));
        return new(low, high, [.. powers.Select(power => ((double)power, label(Math.Pow(10, power))))], title);
    }

    /// <summary>An axis of what was measured at a few places, with room at both ends.</summary>
    /// <param name="places">The places, ascending, at least one.</param>
    /// <param name="title">What is measured along it.</param>
    public static PanelAxis Around(IReadOnlyList<(double At, string Label)> places, string title)
    {
        var (first, last) = (places[0].At, places[^1].At);
        var room = 0.08 * Math.Max(1, last - first);
        return new(first - room, last + room, places, title);
    }
}
