using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Metrics;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>
/// A sentence of the table turned into a rule over measurements: requirements that must all be met. All of them stand in <see cref="ClaimTable"/>.
/// Supported when every requirement is, contradicted when any is, else not measured when one was not, else inconclusive.
/// <para>
/// A claim of several requirements is wrongly supported no more often than any one of them is, as all must be
/// (intersection-union test, Berger 1982). It is wrongly contradicted at most as often as all of them together: k requirements,
/// k times. How often one is wrong is said at <see cref="LimitTest"/>.
/// </para>
/// <para>
/// Where two logical processors may share a core, a speed-up below its share of the cores refutes nothing. The claim is about
/// cores, and there may be fewer of them than the run counts.
/// </para>
/// </summary>
/// <param name="Id">The public name; never changes.</param>
/// <param name="ModelId">The model whose row of the table the claim stands in.</param>
/// <param name="Form">
/// The claim, one sentence, with the limits and concurrencies of its requirements as arguments: <c>{0:share}</c> is the limit of the first, said
/// as <see cref="ClaimSentence"/> does. No number stands in it otherwise, so that sentence and rule cannot differ.
/// </param>
/// <param name="Requirements">What must hold; at least one.</param>
public sealed record Claim(string Id, string ModelId, string Form, params IReadOnlyList<Requirement> Requirements)
{
    /// <summary>The claim, one sentence, with its limits.</summary>
    public string Sentence => ClaimSentence.Compose(Form, Requirements);

    /// <summary>The rule over measurements, as a reader can check it.</summary>
    public string Rule => string.Join(" and ", Requirements.Select(requirement => requirement.Rule));

    /// <summary>The cells that the rule needs.</summary>
    /// <param name="cores">How many cores the run may use.</param>
    /// <returns>The cells, baselines included, each once.</returns>
    public IReadOnlyList<Cell> Cells(int cores) => [.. Requirements.SelectMany(requirement => requirement.Cells(cores)).Distinct()];

    /// <summary>Holds the rule against a run.</summary>
    /// <returns>The verdict with its figures or with the reason for having none.</returns>
    internal Judgement Judge(RunFigures findings)
    {
        var findingByRequirement = Requirements.Select(requirement => (requirement, finding: findings.Of(requirement))).ToList();
        var evidence = (from pair in findingByRequirement
                        where pair.finding.Figure is not null
                        select Judge(pair.requirement, pair.finding, findings.Cores, findings.LooksAt(pair.requirement))).ToList();

        // What went wrong, or is not available, weighs more than what was not asked for.
        var absence = findingByRequirement.Select(pair => pair.finding).Where(finding => finding.Absence is not null)
            .OrderBy(finding => finding.Kind == ExclusionKind.NotChosen).FirstOrDefault();
        var verdict = Combine([.. evidence.Select(item => item.Verdict)], absence?.Absence);
        return new Judgement
        {
            ClaimId = Id,
            ModelId = ModelId,
            Sentence = Sentence,
            Rule = Rule,
            Verdict = verdict,
            RequiredFigures = Requirements.Count,
            Evidence = evidence,
            Reason = verdict == Verdict.NotMeasured ? absence!.Absence : null,
            Absence = verdict == Verdict.NotMeasured ? absence!.Kind : null,
        };
    }

    private static Evidence Judge(Requirement requirement, RequirementResult finding, int cores, Looks looks)
    {
        var bound = requirement.Bound;
        var difference = new LimitTest(finding.Figure!, bound.Limit(cores), looks);
        var figure = FigureWarnings.WithoutVerdict(difference, Units.Text(difference.Limit, requirement.Unit));
        var verdict = finding.IsDisturbed ? Verdict.Inconclusive : bound.Judge(difference);
        if (finding.MayShareCores)
        {
            figure = FigureWarnings.SharedCores(figure);
            verdict = bound.IsPerCore && verdict == Verdict.Contradicted ? Verdict.Inconclusive : verdict;
        }

        var name = requirement.NameAt(finding.Concurrency ?? requirement.Concurrency ?? cores);
        return new Evidence(requirement.IdAt(cores), name, bound.RuleAt(cores, requirement.Unit), requirement.Unit, figure, verdict)
        {
            Limit = difference.Limit,
            Side = bound.Side,
            Looks = looks,
            EValue = difference.EValue,
            IsDisturbed = finding.IsDisturbed,
            MayShareCores = finding.MayShareCores && bound.IsPerCore,
            Cells = requirement.Cells(cores),
        };
    }

    private static Verdict Combine(IReadOnlyList<Verdict> verdicts, string? absence) =>
        verdicts.Contains(Verdict.Contradicted) ? Verdict.Contradicted
        : absence is not null ? Verdict.NotMeasured
        : verdicts.All(verdict => verdict == Verdict.Supported) ? Verdict.Supported
        : Verdict.Inconclusive;
}
