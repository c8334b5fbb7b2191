using ConcurrencyBench.Reporting.Tables;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>What a round trip between two workers takes, by the size of the message: for runs that have ping-pong.</summary>
internal sealed class RoundTripChart : Chart
{
    /// <summary>The workload that it is about.</summary>
    public const string Workload = "ping-pong";

    /// <inheritdoc/>
    public override string Id => "round-trip";

    /// <inheritdoc/>
    public override ChartImage? Draw(ReportInput input)
    {
        var view = new RunView(input);
        if (RoundTripPanel.Of(view) is not { } panel)
        {
            return null;
        }

        return new ChartImage
        {
            Title = "Round trip between two workers by message size",
            Subtitle = ReportText.Machine(view.Results.Run),
            Description = "Time of a round trip. " + string.Join(" ", panel.Lines.Select(Describe)),
            Panels = [panel.Draw()],
            Legend = [.. panel.Lines.Select(line => new LegendEntry(line.Model, view.Palette.ColorOf(line.Model), view.Palette.ShapeOf(line.Model)))],
            Footnote = Footnote(panel),
        };
    }

    private static string Describe(RoundTripLine line) =>
        $"{line.Model}: {string.Join(", ", line.Points.Select(point => $"{MessageSizes.Label(point.Size)} {Format.Value(point.Nanoseconds.Value, "ns")}"))}.";

    private static string Footnote(RoundTripPanel panel)
    {
        var figures = panel.Lines.SelectMany(line => line.Points).Select(point => point.Nanoseconds).ToList();
        string[] sentences =
        [
            "Both axes are logarithmic: lower is better. Marks of the same size stand side by side to be seen.",
            "Every payload is stamped by its sender and digested where it arrives.",
            .. panel.Lines.Any(line => line.Model == RunView.Baseline)
                ? ["sequential: the same work by plain calls, so what is above it is communicating."] : Array.Empty<string>(),
            .. figures.Any(figure => figure.Interval is not null) ? ["Whiskers: 95 % intervals."] : Array.Empty<string>(),
            .. figures.Any(figure => figure.Interval is null) ? ["Hollow marks: too few rounds for an interval."] : Array.Empty<string>(),
        ];
        return string.Join(' ', sentences);
    }
}
