using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>A bar: a model's speed-up in a comparison, or why there is none.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="SpeedUp">The speed-up with its interval; null for none.</param>
/// <param name="Label">What is printed beside it: the speed-up, or why there is none (see <see cref="CellStateText"/>).</param>
/// <param name="Distinction">How the speed-up stands beside 1; null where that is not known.</param>
internal sealed record SpeedUpBar(string Model, Figure? SpeedUp, string Label, Distinction? Distinction = null)
{
    private static readonly Figure Unity = new(1, null, []);

    /// <summary>Whether the speed-up is not shown to differ from 1 by more than 5 %.</summary>
    public bool IsNoDifference => Distinction is Analysis.Results.Distinction.Within or Analysis.Results.Distinction.NotToldApart;

    /// <summary>Whether the speed-up is an observation without interval; the baseline's is 1 by definition.</summary>
    public bool IsRough => SpeedUp is { Interval: null } && Model != RunView.Baseline;

    /// <summary>The bars of a comparison, one for each model of the run, in the order of the table.</summary>
    public static IReadOnlyList<SpeedUpBar> Of(RunView view, ComparisonView comparison) =>
        [.. view.ComparedModels.Select(model => Of(view, comparison, model))];

    private static SpeedUpBar Of(RunView view, ComparisonView comparison, string model)
    {
        var state = view.State(model, comparison);
        if (state != CellState.Measured)
        {
            return new(model, null, CellStateText.Label(state));
        }

        var result = view.Result(model, comparison)!;
        return model == RunView.Baseline ? new(model, Unity, "1×")
            : result.SpeedUp is { Value: > 0 } figure && double.IsFinite(figure.Value)
                ? new(model, figure, RunView.SpeedUpText(result), result.BesideBaseline)
            : new(model, null, CellStateText.Label(CellState.NotMeasured));
    }
}
