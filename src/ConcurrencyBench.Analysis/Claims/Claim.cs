using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Analysis.Summaries;
using ConcurrencyBench.Core.Records;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>
/// A sentence of the table turned into a rule over measurements: requirements that must all be met. Found by scanning.
/// Supported when every requirement is, contradicted when any is, else not measured when one was not, else inconclusive.
/// <para>
/// A claim of several requirements is wrongly supported no more often than any one of them is, as all must be
/// (intersection-union test, Berger 1982), and wrongly contradicted at most as often as all of them together: k requirements,
/// k times. How often one is wrong, about 2.5 % on each side for symmetric noise and more for a long tail of one model,
/// is said at <see cref="Difference"/>.
/// </para>
/// <para>
/// Where two logical processors may share a core, a speed-up below its share of the cores refutes nothing: the claim is about
/// cores, and there may be fewer of them than the run counts.
/// </para>
/// </summary>
public abstract class Claim
{
    /// <summary>The public name; never changes.</summary>
    public abstract string Id { get; }

    /// <summary>The model whose row of the table the claim stands in.</summary>
    public abstract string ModelId { get; }

    /// <summary>Where the claim stands among all, ascending; gaps are left for later ones.</summary>
    public abstract int Position { get; }

    /// <summary>The claim, one sentence.</summary>
    public abstract string Sentence { get; }

    /// <summary>What must hold; at least one.</summary>
    public abstract IReadOnlyList<Requirement> Requirements { get; }

    /// <summary>The rule over measurements, as a reader can check it.</summary>
    public string Rule => string.Join(" and ", Requirements.Select(requirement => requirement.Rule));

    /// <summary>The cells that the rule needs.</summary>
    /// <param name="cores">How many cores the run may use.</param>
    /// <returns>The cells, baselines included, each once.</returns>
    public IReadOnlyList<Cell> Cells(int cores) => [.. Requirements.SelectMany(requirement => requirement.Cells(cores)).Distinct()];

    /// <summary>Holds the rule against a run.</summary>
    /// <param name="findings">The figures of the run.</param>
    /// <returns>The verdict with its figures or with the reason for having none.</returns>
    internal Judgement Judge(Findings findings)
    {
        var findingByRequirement = Requirements.Select(requirement => (requirement, finding: requirement.Measure(findings))).ToList();
        var evidence = (from pair in findingByRequirement
                        where pair.finding.Figure is not null
                        select Judge(pair.requirement, pair.finding, findings.Cores)).ToList();
        var absence = findingByRequirement.Select(pair => pair.finding.Absence).FirstOrDefault(reason => reason is not null);
        var verdict = Combine([.. evidence.Select(item => item.Verdict)], absence);
        return new Judgement
        {
            ClaimId = Id,
            ModelId = ModelId,
            Sentence = Sentence,
            Rule = Rule,
            Verdict = verdict,
            Evidence = evidence,
            Reason = verdict == Verdict.NotMeasured ? absence : null,
        };
    }

    private static Evidence Judge(Requirement requirement, Finding finding, int cores)
    {
        var difference = new Difference(finding.Figure!, requirement.Bound.Limit(cores), finding.Floor);
        var figure = difference.IsHiddenByFloor ? Doubts.HiddenByFloor(difference) : difference.Figure;
        var verdict = finding.IsDisturbed ? Verdict.Inconclusive : requirement.Bound.Judge(difference);
        if (finding.MayShareCores)
        {
            figure = Doubts.SharedCores(figure);
            verdict = requirement.Bound.IsPerCore && verdict == Verdict.Contradicted ? Verdict.Inconclusive : verdict;
        }

        return new Evidence(requirement.NameAt(cores), requirement.Bound.RuleAt(cores), requirement.Unit, figure, verdict)
        {
            Floor = finding.Floor,
            IsDisturbed = finding.IsDisturbed,
        };
    }

    private static Verdict Combine(IReadOnlyList<Verdict> verdicts, string? absence) =>
        verdicts.Contains(Verdict.Contradicted) ? Verdict.Contradicted
        : absence is not null ? Verdict.NotMeasured
        : verdicts.All(verdict => verdict == Verdict.Supported) ? Verdict.Supported
        : Verdict.Inconclusive;
}
