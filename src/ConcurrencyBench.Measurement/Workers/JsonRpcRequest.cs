using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>A request of JSON-RPC 2.0, taken apart in one pass and without a document.</summary>
/// <param name="Id">The id as it stands, to be given back.</param>
/// <param name="Method">What is asked for.</param>
/// <param name="Arguments">The arguments as they stand; empty when there are none.</param>
internal sealed record JsonRpcRequest(ReadOnlyMemory<byte> Id, string Method, ReadOnlyMemory<byte> Arguments)
{
    /// <summary>Takes a line apart.</summary>
    /// <returns>The request; null when it lacks an id or a method.</returns>
    /// <exception cref="JsonException">The line is no JSON.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static JsonRpcRequest? Parse(byte[] line)
    {
        var (id, method, arguments) = (ReadOnlyMemory<byte>.Empty, (string?)null, ReadOnlyMemory<byte>.Empty);
        var reader = new Utf8JsonReader(line);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isId, isMethod, isArguments) = (reader.ValueTextEquals("id"u8), reader.ValueTextEquals("method"u8), reader.ValueTextEquals("params"u8));
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (isMethod && reader.TokenType == JsonTokenType.String)
            {
                method = reader.GetString();
            }

            reader.Skip();
            var value = line.AsMemory(start..(int)reader.BytesConsumed);
            (id, arguments) = (isId ? value : id, isArguments ? value : arguments);
        }

        // What follows the object is no JSON, and said to be so by this.
        reader.Read();
        return id.IsEmpty || method is null ? null : new JsonRpcRequest(id, method, arguments);
    }

    /// <summary>The argument of <c>measure</c>, <c>idle</c> and <c>rehearse</c>.</summary>
    /// <returns>A number from 1.</returns>
    /// <exception cref="JsonException">It is something else.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Count()
    {
        var reader = new Utf8JsonReader(Argument());
        return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var count) && count > 0
            ? count
            : throw new JsonException("the argument is a number from 1");
    }

    /// <summary>The argument of <c>prepare</c>.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public PrepareRequest Cell()
    {
        var argument = JsonElement.Parse(Argument());
        try
        {
            return new PrepareRequest(
                argument.GetProperty("model").GetString()!,
                argument.GetProperty("workload").GetString()!,
                argument.GetProperty("concurrency").GetInt32(),
                ulong.Parse(argument.GetProperty("seed").GetString()!, NumberStyles.None, CultureInfo.InvariantCulture),
                argument.GetProperty("fixtureAddress").GetString(),
                SettingsIn(argument.GetProperty("settings")),
                argument.GetProperty("warmUpMilliseconds").GetInt32())
            {
                ExtraWorkPercent = argument.TryGetProperty("extraWorkPercent", out var extra) ? extra.GetInt32() : null,
                Parameters = argument.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateObject().ToDictionary(number => number.Name, number => number.Value.GetDouble()) : null,
            };
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentNullException or OverflowException)
        {
            throw new JsonException($"the argument is none of 'prepare': {exception.Message}", exception);
        }
    }

    /// <summary>The argument of <c>describe</c>, which may be left out.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public ModelSettings Settings()
    {
        if (Arguments.IsEmpty || Arguments.Span.IndexOf((byte)'{') < 0)
        {
            return ModelSettings.Default;
        }

        try
        {
            return SettingsIn(JsonElement.Parse(Argument()));
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException($"the argument is none of 'describe': {exception.Message}", exception);
        }
    }

    /// <summary>The one argument, as it stands.</summary>
    /// <exception cref="JsonException">There are none, or more.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> Argument()
    {
        var reader = new Utf8JsonReader(Arguments.Span);
        if (Arguments.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.StartArray || !reader.Read() || reader.TokenType == JsonTokenType.EndArray)
        {
            throw OneArgument();
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        var end = (int)reader.BytesConsumed;
        return reader.Read() && reader.TokenType == JsonTokenType.EndArray ? Arguments.Span[start..end] : throw OneArgument();
    }

    private static ModelSettings SettingsIn(JsonElement settings) => new()
    {
        SwitchIntervalMilliseconds = settings.GetProperty("switchIntervalMilliseconds").GetDouble(),
        Cluster = settings.TryGetProperty("cluster", out var cluster) ? cluster.GetString() : null,
    };

    private static JsonException OneArgument() => new("the method takes one argument, by position");
}
