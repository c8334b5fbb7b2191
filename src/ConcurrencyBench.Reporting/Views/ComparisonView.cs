using System.Globalization;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Reporting.Views;

/// <summary>A comparison of the plan as reports show it: models are compared within it and never across.</summary>
/// <param name="Planned">The comparison.</param>
/// <param name="Kind">What its items mostly do; null when the catalogue does not know it.</param>
/// <param name="Waits">Whether an item waits for a known time, in which others can wait as well.</param>
internal sealed record ComparisonView(Comparison Planned, WorkloadKind? Kind, bool Waits = false)
{
    /// <summary>The workload's id.</summary>
    public string Workload => Planned.Workload;

    /// <summary>The most items in flight at once.</summary>
    public int Concurrency => Planned.Concurrency;

    /// <summary>Whether items talk to a server on this machine, whose CPU time is shown.</summary>
    public bool HasServer { get; init; }

    /// <summary>What it is measured with beside the concurrency, as "delay 5 ms"; empty where all is usual.</summary>
    public string ParametersText { get; init; } = Planned.Parameters.OthersText;

    /// <summary>The workload and what it is measured with beside the concurrency, as "http" or "http, delay 5 ms": the comparisons of a series differ in concurrency alone.</summary>
    public string Series => ParametersText is { Length: > 0 } others ? $"{Workload}, {others}" : Workload;

    /// <summary>What it is, shortest: "http, 16 in flight".</summary>
    public string Name => $"{Series}, {Concurrency.ToString("#,0", CultureInfo.InvariantCulture)} in flight";

    /// <summary>What it is, for a heading: "I/O-bound: http, 16 in flight".</summary>
    public string Heading => $"{(KindText.Length > 0 ? $"{KindText}: " : string.Empty)}{Name}";

    /// <summary>The kind in words; empty when unknown.</summary>
    public string KindText => Kind switch
    {
        WorkloadKind.Cpu => "CPU-bound",
        WorkloadKind.Io => "I/O-bound",
        WorkloadKind.Message => "messages",
        WorkloadKind.Mixed => "I/O and CPU",
        _ => string.Empty,
    };

    /// <summary>What a model does meanwhile: "computing", "waiting"; empty when unknown.</summary>
    public string Activity => Kind switch
    {
        WorkloadKind.Cpu => "computing",
        WorkloadKind.Io when Waits => "waiting",
        WorkloadKind.Io => "I/O",
        WorkloadKind.Mixed => "waiting and computing",
        _ => KindText,
    };

    /// <summary>
    /// The speed-up that a model without any cost would have; null where that is not a number known beforehand, as for I/O
    /// that is served from memory, or where items in flight wait together until computing fills the cores.
    /// </summary>
    public double? Ideal(double cores) => Kind switch
    {
        WorkloadKind.Cpu => Math.Min(cores, Concurrency),
        WorkloadKind.Io when Waits => Concurrency,
        _ => null,
    };
}
