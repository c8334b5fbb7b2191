using System.Buffers;
using System.Text.Json;
using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>
/// The .NET worker's end of the wire: JSON-RPC 2.0, arguments by position. Written by hand, while the orchestrator's end is a
/// library's: what runs here is compiled in the worker, and compiled again while models are measured.
/// </summary>
/// <param name="service">Who does what is asked.</param>
/// <param name="output">Where answers go.</param>
/// <param name="log">Where the whole story of a failure goes.</param>
internal sealed class WorkerWire(WorkerService service, Stream output, TextWriter log)
{
    private const int ParseError = -32700;
    private const int InvalidRequest = -32600;
    private const int MethodNotFound = -32601;
    private const int InvalidParams = -32602;
    private const int Failed = -32000;

    private static readonly JsonElement NoId = JsonElement.Parse("null");

    private readonly ArrayBufferWriter<byte> _answer = new();

    /// <summary>Serves one request and writes its answer, which is an error when it failed.</summary>
    /// <param name="line">The request.</param>
    public void Answer(string line)
    {
        JsonDocument message;
        try
        {
            message = JsonDocument.Parse(line);
        }
        catch (JsonException exception)
        {
            Write(NoId, writer => WriteError(writer, ParseError, exception.Message));
            return;
        }

        using (message)
        {
            Answer(message.RootElement);
        }
    }

    private void Answer(JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object
            || !request.TryGetProperty("id", out var id)
            || !request.TryGetProperty("method", out var method)
            || method.ValueKind != JsonValueKind.String)
        {
            Write(NoId, writer => WriteError(writer, InvalidRequest, "a request has an id and a method"));
            return;
        }

        Action<Utf8JsonWriter> answer;
        try
        {
            answer = Serve(method.GetString()!, request);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The error's message is all that crosses the wire; the log gets the whole story.
            log.WriteLine(exception);
            var code = exception is JsonException ? InvalidParams : Failed;
            answer = writer => WriteError(writer, code, $"{exception.GetType().Name}: {exception.Message}");
        }

        Write(id, answer);
    }

    private Action<Utf8JsonWriter> Serve(string method, JsonElement request)
    {
        switch (method)
        {
            case "describe":
                var description = service.Describe();
                return writer => WriteResult(writer, () => JsonSerializer.Serialize(writer, description, ProtocolJson.Default.WorkerDescription));
            case "prepare":
                var prepared = service.Prepare(Argument(request).Deserialize(ProtocolJson.Default.PrepareRequest)!);
                return writer => WriteResult(writer, () => JsonSerializer.Serialize(writer, prepared, ProtocolJson.Default.Prepared));
            case "measure":
                return Measured(service.Measure(Count(request)));
            case "idle":
                return Measured(service.Idle(Count(request)));
            case "shutdown":
                service.Shutdown();
                return writer => WriteResult(writer, writer.WriteNullValue);
            default:
                return writer => WriteError(writer, MethodNotFound, $"there is no method '{method}'");
        }
    }

    private static Action<Utf8JsonWriter> Measured(IReadOnlyList<Measured> measured) =>
        writer => WriteResult(writer, () => JsonSerializer.Serialize(writer, measured, ProtocolJson.Default.IReadOnlyListMeasured));

    private static JsonElement Argument(JsonElement request) =>
        request.TryGetProperty("params", out var arguments) && arguments.ValueKind == JsonValueKind.Array && arguments.GetArrayLength() == 1
            ? arguments[0]
            : throw new JsonException("the method takes one argument, by position");

    private static int Count(JsonElement request) =>
        Argument(request) is { ValueKind: JsonValueKind.Number } argument && argument.TryGetInt32(out var count) && count > 0
            ? count
            : throw new JsonException("the argument is a number from 1");

    private static void WriteResult(Utf8JsonWriter writer, Action write)
    {
        writer.WritePropertyName("result");
        write();
    }

    private static void WriteError(Utf8JsonWriter writer, int code, string message)
    {
        writer.WriteStartObject("error");
        writer.WriteNumber("code", code);
        writer.WriteString("message", message);
        writer.WriteEndObject();
    }

    private void Write(JsonElement id, Action<Utf8JsonWriter> write)
    {
        _answer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(_answer))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc", "2.0");
            writer.WritePropertyName("id");
            id.WriteTo(writer);
            write(writer);
            writer.WriteEndObject();
        }

        _answer.Write("\n"u8);
        output.Write(_answer.WrittenSpan);
        output.Flush();
    }
}
