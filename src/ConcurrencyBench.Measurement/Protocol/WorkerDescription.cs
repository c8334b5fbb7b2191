using System.Globalization;
using System.Text.Json;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Protocol;

/// <summary>A worker's answer to <c>describe</c>.</summary>
/// <param name="ProtocolVersion">The version of these messages that it speaks.</param>
/// <param name="Runtime">What it runs on.</param>
/// <param name="RuntimeVersion">The version of that, as "3.11.7".</param>
/// <param name="Models">The models that it has.</param>
/// <param name="Workloads">The ids of the workloads that it has.</param>
public sealed record WorkerDescription(
    int ProtocolVersion, Runtime Runtime, string RuntimeVersion, IReadOnlyList<DescribedModel> Models, IReadOnlyList<string> Workloads)
{
    /// <summary>The version of these messages that this program speaks.</summary>
    public const int CurrentProtocolVersion = 3;

    /// <summary>The optional method that runs what comes before an operation.</summary>
    public const string Idle = "idle";

    /// <summary>The optional method that collects the garbage of a model's processes.</summary>
    public const string Collect = "collect";

    /// <summary>The optional method that runs short operations until what surrounds items is compiled.</summary>
    public const string Rehearse = "rehearse";

    /// <summary>Those of <see cref="Idle"/>, <see cref="Collect"/> and <see cref="Rehearse"/> that it has; what it lacks is not asked for.</summary>
    public IReadOnlyList<string> OptionalMethods { get; init; } = [];

    /// <summary>The names of the parameters that it knows, by the workload's id: with others it is not measured.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>What its runtime is set to; null for one that does not say.</summary>
    public RuntimeSettings? Settings { get; init; }

    /// <summary>What it says of itself in short, its settings left out: two that say the same have the same.</summary>
    /// <returns>16 hexadecimal digits.</returns>
    public string Fingerprint() =>
        Digest.Of(JsonSerializer.SerializeToUtf8Bytes(this with { Settings = null }, JsonSerializerOptions.Web)).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Finds a model.</summary>
    /// <param name="id">Its id in this worker.</param>
    /// <returns>The model; null when there is none.</returns>
    public DescribedModel? Find(string id) => Models.FirstOrDefault(model => model.Id == id);

    /// <summary>The first parameter of a cell that it does not know.</summary>
    /// <param name="workload">The workload's id.</param>
    /// <param name="parameters">The cell's parameters.</param>
    /// <returns>Its name; null where it knows all.</returns>
    public string? UnknownParameter(string workload, Parameters parameters) =>
        parameters.Others.Keys.FirstOrDefault(name => Parameters.GetValueOrDefault(workload)?.Contains(name) is not true);

    /// <summary>Whether a model of this worker runs a workload.</summary>
    /// <param name="model">One of <see cref="Models"/>.</param>
    /// <param name="workload">A workload's id.</param>
    /// <returns>True when both have it.</returns>
    public bool Runs(DescribedModel model, string workload) => Workloads.Contains(workload) && model?.Workloads?.Contains(workload) is not false;
}
