using System.Text.Json.Serialization;

namespace ConcurrencyBench.Analysis.Results;

/// <summary>How a model stands beside the best of its comparison.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Place>))]
public enum Place
{
    /// <summary>As good, within 5 %: the whole interval is.</summary>
    Within,

    /// <summary>Worse, by at least the interval's lower end.</summary>
    Worse,

    /// <summary>Neither is shown: it may be worse by up to the interval's upper end.</summary>
    NotToldApart,
}
