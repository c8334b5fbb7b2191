using System.Text.Json.Serialization;

namespace ConcurrencyBench.Analysis.Results;

/// <summary>How a model's speed-up stands beside 1, by an interval that holds together with those of all models of its comparison.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Distinction>))]
public enum Distinction
{
    /// <summary>Within 5 % of <c>sequential</c>, either way: the whole interval is.</summary>
    Within,

    /// <summary>Faster or slower than <c>sequential</c>: the interval excludes 1, and the noise floor does not hide the difference.</summary>
    Apart,

    /// <summary>Neither is shown.</summary>
    NotToldApart,
}
