using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Charts;
using ConcurrencyBench.Reporting.Drawing;
using ConcurrencyBench.Reporting.Tables;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting;

/// <summary>What all reports of a run are laid out from: its words and its charts, each made once, when it is first needed.</summary>
public sealed class ReportContent
{
    private readonly Lazy<ReportDocument> _document;
    private readonly Lazy<IReadOnlyList<DrawnChart>> _charts;

    /// <summary>Takes a run.</summary>
    /// <param name="input">The run.</param>
    public ReportContent(ReportInput input)
    {
        var view = new RunView(input);
        Results = input.Results;
        _document = new(() => ReportDocument.Build(view));
        _charts = new(() => Chart.AllOf(view));
    }

    /// <summary>The run in words.</summary>
    public ReportDocument Document => _document.Value;

    internal RunResults Results { get; }

    /// <summary>The charts that have something to show.</summary>
    internal IReadOnlyList<DrawnChart> Charts => _charts.Value;
}
