using System.Text.Json;
using StreamJsonRpc;

namespace ConcurrencyBench.Measurement.Protocol;

/// <summary>The wire: one UTF-8 JSON message a line, camelCase, methods named without "Async".</summary>
internal static class ProtocolConnection
{
    /// <summary>Makes an end of the wire, not listening yet.</summary>
    /// <param name="output">Where messages go.</param>
    /// <param name="input">Where they come from.</param>
    /// <returns>The end.</returns>
    public static JsonRpc Create(Stream output, Stream input)
    {
        var formatter = new SystemTextJsonFormatter();
        formatter.JsonSerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        return new JsonRpc(new NewLineDelimitedMessageHandler(output, input, formatter)
        {
            NewLine = NewLineDelimitedMessageHandler.NewLineStyle.Lf,
        });
    }

    /// <summary>The name of a method on the wire: lower case, without "Async".</summary>
    /// <param name="method">The method's name in C#.</param>
    /// <returns>As "describe".</returns>
    public static string MethodName(string method) => method.Replace("Async", string.Empty, StringComparison.Ordinal).ToLowerInvariant();
}
