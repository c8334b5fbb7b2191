using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Reporting.Views;

/// <summary>What every report is made from: a run's results, and the catalogue's words about what was run.</summary>
/// <param name="Results">The results.</param>
/// <param name="Models">The catalogue's models; a model of the run that is missing here is shown by its name alone.</param>
/// <param name="Workloads">The catalogue's workloads; one that is missing here is shown by its name alone.</param>
public sealed record ReportInput(RunResults Results, IReadOnlyList<Model> Models, IReadOnlyList<Workload> Workloads)
{
    /// <summary>What could be run for claims that the run left out, the least first.</summary>
    public IReadOnlyList<ClaimSource> ClaimSources { get; init; } = [];

    /// <summary>How many claims the run's settings left out, and which command measures most of them; null when they left out none.</summary>
    public string? UnchosenClaims
    {
        get
        {
            var unchosen = Results.Judgements.Where(RunView.IsUnchosen).Select(judgement => judgement.ClaimId).ToList();
            var source = ClaimSources.Where(source => source.ClaimIds.Intersect(unchosen).Any()).MaxBy(source => source.ClaimIds.Intersect(unchosen).Count());
            return unchosen.Count == 0 ? null
                : source is null ? $"{Format.Count(unchosen.Count, "claim")} not chosen for this run."
                : $"{Format.Count(unchosen.Count, "claim")} {(unchosen.Count == 1 ? "needs" : "need")}: {source.Command}";
        }
    }
}
