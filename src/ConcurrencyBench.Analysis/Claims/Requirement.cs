using System.Globalization;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Judging;
using ConcurrencyBench.Analysis.Metrics;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>A figure that must be on one side of a limit: what a claim is made of.</summary>
/// <param name="Metric">What the figure is of.</param>
/// <param name="Model">The model's id.</param>
/// <param name="Other">The id of the model below the line of a ratio; null for a figure of one model's own operations.</param>
/// <param name="Workload">The workload's id.</param>
/// <param name="Concurrency">The concurrency; null for as much as there are cores.</param>
/// <param name="Bound">Where the figure must be.</param>
public sealed record Requirement(Metric Metric, string Model, string? Other, string Workload, int? Concurrency, Threshold Bound)
{
    /// <summary>A metric of one model's own operations.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="model">The model's id.</param>
    /// <param name="workload">The workload's id.</param>
    /// <param name="concurrency">The concurrency; null for as much as there are cores.</param>
    /// <param name="bound">Where it must be: a value of the metric.</param>
    /// <returns>The requirement.</returns>
    public static Requirement Absolute(Metric metric, string model, string workload, int? concurrency, Threshold bound) =>
        new(metric, model, null, workload, concurrency, bound);

    /// <summary>A metric of one model over that of another at the same concurrency, formed within blocks or, of what is read from launches, within rounds.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="model">The model's id.</param>
    /// <param name="other">The id of the model below the line.</param>
    /// <param name="workload">The workload's id.</param>
    /// <param name="concurrency">The concurrency; null for as much as there are cores.</param>
    /// <param name="bound">Where the ratio must be.</param>
    /// <returns>The requirement.</returns>
    public static Requirement Ratio(Metric metric, string model, string other, string workload, int? concurrency, Threshold bound) =>
        new(metric, model, other, workload, concurrency, bound);

    /// <summary>S(model, workload, c): a model's throughput over that of the baseline. Over all cores at least two of them are needed.</summary>
    /// <param name="model">The model's id.</param>
    /// <param name="workload">The workload's id.</param>
    /// <param name="concurrency">The concurrency; null for as much as there are cores.</param>
    /// <param name="bound">Where it must be.</param>
    /// <returns>The requirement.</returns>
    public static Requirement SpeedUp(string model, string workload, int? concurrency, Threshold bound) =>
        new(Metric.Throughput, model, Baseline.ModelId, workload, concurrency, bound);

    /// <summary>A time of one model's own operations, over the switch interval of the run's GIL emulation.</summary>
    /// <param name="metric">The metric, a time.</param>
    /// <param name="model">The model's id.</param>
    /// <param name="workload">The workload's id.</param>
    /// <param name="concurrency">The concurrency; null for as much as there are cores.</param>
    /// <param name="bound">Where it must be: a number of switch intervals.</param>
    /// <returns>The requirement.</returns>
    public static Requirement InSwitchIntervals(Metric metric, string model, string workload, int? concurrency, Threshold bound) =>
        Absolute(metric, model, workload, concurrency, bound) with { IsInSwitchIntervals = true };

    /// <summary>Whether the figure is counted in switch intervals, not in the metric's unit.</summary>
    public bool IsInSwitchIntervals { get; private init; }

    /// <summary>Whether the figure is a speed-up, which has a rule of its own about cores.</summary>
    public bool IsSpeedUp => Other == Baseline.ModelId;

    /// <summary>Whether the figure says nothing on so few cores: whether work scales over all of them needs at least two.</summary>
    internal bool NeedsMoreCoresThan(int cores) => IsSpeedUp && Concurrency is null && cores < 2;

    /// <summary>The figure's unit: that of the metric, or of a ratio.</summary>
    public string Unit => Other is null && !IsInSwitchIntervals && Metric.Unit.Length > 0 ? Metric.Unit : "×";

    /// <summary>
    /// The requirement as a reader can check it, as "S(threads, primes, cores) ≥ 0.7 × cores". Of what is read from launches the figure is of
    /// the concurrency with which workers began.
    /// </summary>
    public string Rule => $"{Name(Metric.ReadLaunch is null ? Concurrency?.ToString(CultureInfo.InvariantCulture) ?? "cores" : "first concurrency")} {Bound.Rule(Unit)}";

    /// <summary>The figure's name with the machine's numbers, as "S(threads, primes, 2)".</summary>
    /// <param name="concurrency">The concurrency that the figure is of.</param>
    /// <returns>The name.</returns>
    public string NameAt(int concurrency) => Name(concurrency.ToString(CultureInfo.InvariantCulture));

    /// <summary>What identifies the figure in files: its metric and its cells.</summary>
    /// <param name="cores">How many cores the run may use.</param>
    /// <returns>As "throughput: threads/primes/2 ÷ sequential/primes/1".</returns>
    public string IdAt(int cores) => $"{Metric.Id}: {string.Join(" ÷ ", Cells(cores))}{(IsInSwitchIntervals ? " ÷ interval" : string.Empty)}";

    /// <summary>The cells that the figure is made of.</summary>
    /// <param name="cores">How many cores the run may use.</param>
    /// <returns>The model's cell and, of a ratio, that of the other.</returns>
    public IReadOnlyList<Cell> Cells(int cores)
    {
        var cell = Cell.Of(Model, Workload, Concurrency ?? cores);
        return Other is null ? [cell] : IsSpeedUp ? [cell, Baseline.CellOf(Workload)] : [cell, cell with { Model = Other }];
    }

    private string Name(string concurrency)
    {
        var (name, models) = IsSpeedUp ? ("S", Model) : (Metric.Name, Other is null ? Model : $"{Model} ÷ {Other}");
        return $"{name}({models}, {Workload}, {concurrency}){(IsInSwitchIntervals ? " ÷ switch interval" : string.Empty)}";
    }
}
