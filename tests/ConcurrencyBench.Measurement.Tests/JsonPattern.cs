using System.Text.Json;

namespace ConcurrencyBench.Measurement.Tests;

/// <summary>
/// What a message of a transcript must look like: the same JSON, but for placeholders, in whatever order and with
/// nothing added, except that an error may carry data for the reader of a log.
/// &lt;text&gt;: text that is not empty; &lt;texts&gt;: a list of such; &lt;count&gt;: a whole number from 1;
/// &lt;number&gt;: a whole number from 0; &lt;time&gt;: a number above 0; &lt;times&gt;: a list of such, not empty;
/// &lt;models&gt;: a list of objects that have an id, flags and variables;
/// &lt;digest&gt;: 16 hexadecimal digits;
/// &lt;flag&gt;: true or false; &lt;pairs&gt;: an object whose values are texts;
/// &lt;costs&gt;: an object whose values are whole numbers, or null where it is not available.
/// </summary>
internal static class JsonPattern
{
    /// <summary>Compares a message with its pattern.</summary>
    /// <param name="pattern">What it must look like.</param>
    /// <param name="actual">The message.</param>
    /// <param name="path">Where in the message this is; for the reader of a failure.</param>
    public static void AssertMatches(JsonElement pattern, JsonElement actual, string path)
    {
        if (pattern.ValueKind == JsonValueKind.String && pattern.GetString()!.StartsWith('<'))
        {
            Assert.True(Fits(pattern.GetString()!, actual), $"{path}: {actual} is no {pattern}");
            return;
        }

        Assert.True(pattern.ValueKind == actual.ValueKind, $"{path}: {actual} is not like {pattern}");
        switch (pattern.ValueKind)
        {
            case JsonValueKind.Object:
                var isError = path.EndsWith("/error", StringComparison.Ordinal);
                Assert.Equal(
                    pattern.EnumerateObject().Select(property => property.Name).Order(),
                    actual.EnumerateObject().Select(property => property.Name).Where(name => !(isError && name == "data")).Order());
                foreach (var property in pattern.EnumerateObject())
                {
                    AssertMatches(property.Value, actual.GetProperty(property.Name), $"{path}/{property.Name}");
                }

                break;
            case JsonValueKind.Array:
                Assert.Equal(pattern.GetArrayLength(), actual.GetArrayLength());
                foreach (var (expected, item) in pattern.EnumerateArray().Zip(actual.EnumerateArray()))
                {
                    AssertMatches(expected, item, $"{path}[]");
                }

                break;
            default:
                Assert.True(pattern.GetRawText() == actual.GetRawText(), $"{path}: {actual} is not {pattern}");
                break;
        }
    }

    private static bool Fits(string placeholder, JsonElement value) => placeholder switch
    {
        "<text>" => value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0,
        "<texts>" => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => Fits("<text>", item)),
        "<models>" => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(model =>
            Fits("<text>", model.GetProperty("id")) && Fits("<flag>", model.GetProperty("isConcurrent")) && Fits("<flag>", model.GetProperty("itemsRunElsewhere"))
            && Fits("<flag>", model.GetProperty("isRestless")) && Fits("<pairs>", model.GetProperty("environment"))),
        "<count>" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 1,
        "<number>" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0,
        "<time>" => value.ValueKind == JsonValueKind.Number && value.GetDouble() > 0,
        "<times>" => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 && value.EnumerateArray().All(item => Fits("<time>", item)),
        "<digest>" => value.ValueKind == JsonValueKind.String && value.GetString() is { Length: 16 } digits && digits.All(char.IsAsciiHexDigitLower),
        "<costs>" => value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(
            cost => cost.Value.ValueKind == JsonValueKind.Null || (cost.Value.ValueKind == JsonValueKind.Number && cost.Value.TryGetInt64(out _))),
        "<flag>" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "<pairs>" => value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(pair => pair.Value.ValueKind == JsonValueKind.String),
        _ => throw new ArgumentException($"no such placeholder: {placeholder}", nameof(placeholder)),
    };
}
