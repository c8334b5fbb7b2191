using System.Buffers;
using System.Text.Json;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace ConcurrencyBench.Measurement.Protocol;

/// <summary>
/// Messages as JSON of camelCase names, each read from bytes of its own. StreamJsonRpc 2.26 reads a result only when it knows
/// of what type it is, but its handler of lines gives the pipe's memory back before that. The next connection that rents it
/// writes over the result. A message that is no answer to the last request ends the connection:
/// the library would drop it, and the worker would seem to be silent.
/// </summary>
internal sealed class LineFormatter : SystemTextJsonFormatter, IJsonRpcMessageTextFormatter
{
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    private RequestId? _asked;

    public LineFormatter()
    {
        JsonSerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        JsonSerializerOptions.RespectNullableAnnotations = true;
        JsonSerializerOptions.RespectRequiredConstructorParameters = true;
    }

    JsonRpcMessage IJsonRpcMessageFormatter.Deserialize(ReadOnlySequence<byte> contentBuffer)
    {
        var bytes = contentBuffer.ToArray();
        RequireAnswer(bytes);
        return Deserialize(new ReadOnlySequence<byte>(bytes));
    }

    void IJsonRpcMessageFormatter.Serialize(IBufferWriter<byte> bufferWriter, JsonRpcMessage message)
    {
        _asked = (message as JsonRpcRequest)?.RequestId ?? _asked;
        Serialize(bufferWriter, message);
    }

    /// <summary>An answer has the id of the request that waits, and either a result or an error with a reason.</summary>
    private void RequireAnswer(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes, _strict);
        var root = document.RootElement;
        Require(root.ValueKind == JsonValueKind.Object, "a message is an object");
        Require(root.TryGetProperty("jsonrpc", out var version) && version.ValueEquals("2.0"u8), "a message has jsonrpc \"2.0\"");
        Require(!root.TryGetProperty("method", out _), "a worker answers and asks for nothing");
        Require(_asked is { } asked && root.TryGetProperty("id", out var id) && id.GetRawText() == asked.ToString(), "it is no answer to what was asked: its id is another");
        var (hasResult, hasError) = (root.TryGetProperty("result", out _), root.TryGetProperty("error", out var error));
        Require(hasResult != hasError, "an answer has either a result or an error");
        Require(
            !hasError || (error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var reason) && reason.ValueKind == JsonValueKind.String && reason.GetString()!.Trim().Length > 0),
            "an error has a message that says why");
        _asked = null;
    }

    private static void Require(bool condition, string rule)
    {
        if (!condition)
        {
            throw new JsonException(rule);
        }
    }
}
