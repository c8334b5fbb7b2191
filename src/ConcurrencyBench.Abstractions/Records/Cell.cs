using System.Text.Json.Serialization;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>What a figure is about: one model of one runtime running one workload with some parameters.</summary>
/// <param name="Runtime">What its workers run on.</param>
/// <param name="Model">The model's name in this run, which no other runtime's has (<see cref="Runtime.NameOf"/>); another name of a model is a <see cref="ModelAlias"/>.</param>
/// <param name="Workload">The workload's id.</param>
/// <param name="Parameters">The concurrency, and what the workload has beside.</param>
public sealed record Cell(Runtime Runtime, string Model, string Workload, Parameters Parameters)
{
    /// <summary>The most items in flight at once.</summary>
    [JsonIgnore]
    public int Concurrency => Parameters.Concurrency;

    /// <summary>The id by which its worker knows the model.</summary>
    [JsonIgnore]
    public string ModelId => Runtime.ModelIdOf(Model);

    /// <summary>A cell of the program's own runtime.</summary>
    /// <param name="model">The model's name in the run.</param>
    /// <param name="workload">The workload's id.</param>
    /// <param name="concurrency">The most items in flight at once.</param>
    /// <returns>The cell.</returns>
    public static Cell Of(string model, string workload, int concurrency) => new(Runtime.DotNet, model, workload, Parameters.Of(concurrency));

    /// <summary>Whether one worker serves this cell and another in turn: those of a model and workload, whatever their parameters.</summary>
    /// <param name="other">The other cell.</param>
    /// <returns>True for the cell itself too.</returns>
    public bool SharesWorkerWith(Cell other) => (Runtime, Model, Workload) == (other.Runtime, other.Model, other.Workload);

    /// <inheritdoc/>
    public override string ToString() => $"{Model}/{Workload}/{Parameters}";
}
