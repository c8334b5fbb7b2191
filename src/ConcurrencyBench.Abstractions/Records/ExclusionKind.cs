using System.Text.Json.Serialization;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>Why a cell is not measured although nothing went wrong. Only the first is 'not applicable'.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExclusionKind>))]
public enum ExclusionKind
{
    /// <summary>It makes no sense for this model, on any machine.</summary>
    MakesNoSense,

    /// <summary>This machine does not have what it needs.</summary>
    NotInstalled,

    /// <summary>It is more than this machine allows.</summary>
    OverLimit,

    /// <summary>The settings of the run leave it out.</summary>
    NotChosen,
}
