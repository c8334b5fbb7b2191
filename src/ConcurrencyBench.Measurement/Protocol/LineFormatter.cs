using System.Buffers;
using System.Text.Json;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace ConcurrencyBench.Measurement.Protocol;

/// <summary>
/// Messages as JSON of camelCase names, each read from bytes of its own. StreamJsonRpc 2.26 reads a result only when it knows
/// of what type it is, but its handler of lines gives the pipe's memory back before that: whoever rents it next, as another
/// worker's connection does, writes over the result.
/// </summary>
internal sealed class LineFormatter : SystemTextJsonFormatter, IJsonRpcMessageTextFormatter
{
    public LineFormatter() => JsonSerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;

    /// <inheritdoc/>
    JsonRpcMessage IJsonRpcMessageFormatter.Deserialize(ReadOnlySequence<byte> contentBuffer) =>
        Deserialize(new ReadOnlySequence<byte>(contentBuffer.ToArray()));
}
