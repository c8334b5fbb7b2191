using StreamJsonRpc;

namespace ConcurrencyBench.Measurement.Protocol;

/// <summary>The orchestrator's end of the wire: one UTF-8 JSON message a line, camelCase.</summary>
internal static class ProtocolConnection
{
    /// <summary>Makes the end, not listening yet.</summary>
    public static JsonRpc Create(Stream output, Stream input) => new(new NewLineDelimitedMessageHandler(output, new BoundedLines(input), new LineFormatter())
    {
        NewLine = NewLineDelimitedMessageHandler.NewLineStyle.Lf,
    });
}
