namespace ConcurrencyBench.Analysis.Results;

/// <summary>Which model is best of a comparison in one metric, and how the others stand beside it.</summary>
/// <param name="Metric">The metric's id.</param>
/// <param name="Best">The model with the best estimate. It is chosen after looking, which the intervals allow for.</param>
/// <param name="Rivals">The other models that met the best or, as it did, the baseline; the best first.</param>
public sealed record Standing(string Metric, string Best, IReadOnlyList<Rival> Rivals)
{
    /// <summary>The models that stand so.</summary>
    /// <param name="place">How.</param>
    /// <returns>The best first.</returns>
    public IEnumerable<Rival> At(Place place) => Rivals.Where(rival => rival.Place == place);
}
