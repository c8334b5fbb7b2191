using System.Text.Json.Serialization;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>The cells that are measured in the same blocks. Ratios are formed within such a block and never across.</summary>
/// <param name="Id">What each line of the journal names it by; no other comparison of the plan has it.</param>
/// <param name="Workload">The workload's id.</param>
/// <param name="Parameters">What it is measured with; cells of models without concurrency have one item in flight all the same.</param>
/// <param name="Cells">The cells, in the order of the table, null cases last.</param>
public sealed record Comparison(string Id, string Workload, Parameters Parameters, IReadOnlyList<Cell> Cells)
{
    /// <summary>The cell that all others are held against; null where none is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Cell? Baseline { get; init; }

    /// <summary>What is beside it on the machine while it is measured, in a calibration; null in every other run, which leaves the machine as it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NeighbourKind? Neighbour { get; init; }

    /// <summary>Whether each cell is measured as often as there are blocks before the next one is: as plain runs do, for a calibration. Its blocks pair nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsUnpaired { get; init; }

    /// <summary>The most items in flight at once.</summary>
    [JsonIgnore]
    public int Concurrency => Parameters.Concurrency;

    /// <summary>A comparison of a workload with some parameters, which its id is made of.</summary>
    /// <param name="workload">The workload's id.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="cells">The cells; the baseline is the model of <see cref="Records.Baseline"/> among them.</param>
    /// <returns>The comparison.</returns>
    public static Comparison Of(string workload, Parameters parameters, IReadOnlyList<Cell> cells) =>
        new($"{workload}/{parameters.Id}", workload, parameters, cells)
        {
            Baseline = cells.FirstOrDefault(cell => cell.Model == Records.Baseline.ModelId),
        };

    /// <summary>The cell of a model.</summary>
    /// <param name="model">The model's name in the run.</param>
    /// <returns>The cell; null when the model is not compared.</returns>
    public Cell? Find(string model) => Cells.FirstOrDefault(cell => cell.Model == model);

    /// <summary>Whether a cell is the baseline's or its null case's.</summary>
    /// <param name="cell">One of <see cref="Cells"/>.</param>
    /// <returns>True for a cell that other comparisons of the workload share.</returns>
    public bool IsOfBaseline(Cell cell) => Baseline is not null && ModelAlias.ModelId(cell.Model) == Baseline.Model;
}
