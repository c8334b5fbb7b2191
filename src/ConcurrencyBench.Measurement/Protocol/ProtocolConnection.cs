using StreamJsonRpc;

namespace ConcurrencyBench.Measurement.Protocol;

/// <summary>The orchestrator's end of the wire: one UTF-8 JSON message a line, camelCase.</summary>
internal static class ProtocolConnection
{
    /// <summary>Makes the end, not listening yet.</summary>
    /// <param name="output">Where messages go.</param>
    /// <param name="input">Where they come from.</param>
    /// <returns>The connection.</returns>
    public static JsonRpc Create(Stream output, Stream input) => new(new NewLineDelimitedMessageHandler(output, new BoundedLines(input), new LineFormatter())
    {
        NewLine = NewLineDelimitedMessageHandler.NewLineStyle.Lf,
    });
}
