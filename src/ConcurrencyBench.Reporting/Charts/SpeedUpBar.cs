using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Reporting.Charts;

/// <summary>A bar: a model's speed-up in a comparison, or why there is none.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="SpeedUp">The speed-up with its interval; null for none.</param>
/// <param name="Label">What is printed beside it: the speed-up, or "failed", "n/a", "–".</param>
internal sealed record SpeedUpBar(string Model, Figure? SpeedUp, string Label)
{
    private static readonly Figure Unity = new(1, null, []);

    /// <summary>The bars of a comparison, one for each model of the run, in the order of the table.</summary>
    public static IReadOnlyList<SpeedUpBar> Of(RunView view, Comparison comparison) =>
        [.. view.Models.Select(model => Of(view, comparison, model))];

    private static SpeedUpBar Of(RunView view, Comparison comparison, string model)
    {
        switch (view.State(model, comparison))
        {
            case CellState.Failed: return new(model, null, "failed");
            case CellState.NotApplicable: return new(model, null, "n/a");
            case CellState.NotMeasured: return new(model, null, Format.Absent);
            default:
                var figure = model == RunView.Baseline ? Unity : view.Result(model, comparison)!.SpeedUp;
                return figure is { Value: > 0 } && double.IsFinite(figure.Value)
                    ? new(model, figure, model == RunView.Baseline ? "1×" : Format.Value(figure.Value, "×"))
                    : new(model, null, Format.Absent);
        }
    }
}
