using System.Text.Json.Serialization;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>A worker made ready for a cell.</summary>
public sealed record Launch : CellEntry
{
    /// <summary>How long the model needed to become ready (pools, silos), apart from every operation.</summary>
    public required long StartUpNanoseconds { get; init; }

    /// <summary>The operations before the first that counts, in order.</summary>
    public required IReadOnlyList<double> WarmUpNanoseconds { get; init; }

    /// <summary>Whether the last of them ran beside those of other launches, so that they may have taken longer than one that is measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsWarmedUpBesideOthers { get; init; }

    /// <summary>How long the run itself was stopped meanwhile (see <see cref="Disturbance.InterruptedNanoseconds"/>); null when it was not.</summary>
    public long? InterruptedNanoseconds { get; init; }

    /// <summary>
    /// How long the workload's server took to answer one request before anything was launched, in the median, where that was too long
    /// for its delay however often it was asked. The machine was busy. Null when it answered in time.
    /// </summary>
    public long? SlowFixtureNanoseconds { get; init; }
}
