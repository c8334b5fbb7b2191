using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>
/// The .NET worker's end of the wire: JSON-RPC 2.0, arguments by position. Written by hand, while the orchestrator's end is a
/// library's: what runs here is compiled in the worker, and compiled again while models are measured.
/// </summary>
internal sealed class JsonRpcServer(WorkerService service, Stream output, TextWriter log)
{
    private const int ParseError = -32700;
    private const int InvalidRequest = -32600;
    private const int MethodNotFound = -32601;
    private const int InvalidParams = -32602;
    private const int Failed = -32000;

    private static readonly byte[] _noId = "null"u8.ToArray();

    private readonly ArrayBufferWriter<byte> _answer = new();

    /// <summary>Serves one request and writes its answer, which is an error when it failed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Answer(byte[] line)
    {
        JsonRpcRequest? request;
        try
        {
            request = JsonRpcRequest.Parse(line);
        }
        catch (JsonException exception)
        {
            Write(_noId, new Error(ParseError, exception.Message));
            return;
        }

        if (request is null)
        {
            Write(_noId, new Error(InvalidRequest, "a request has an id and a method"));
            return;
        }

        object? answer;
        try
        {
            answer = Serve(request);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The error's message is all that crosses the wire; the log gets the whole story.
            log.WriteLine(exception);
            answer = new Error(exception is JsonException ? InvalidParams : Failed, $"{exception.GetType().Name}: {exception.Message}");
        }

        Write(request.Id.Span, answer);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private object? Serve(JsonRpcRequest request)
    {
        switch (request.Method)
        {
            case "describe":
                return service.Describe(request.Settings());
            case "prepare":
                return service.Prepare(request.Cell());
            case "measure":
                return service.Measure(request.Count());
            case WorkerDescription.Collect:
                service.Collect();
                return null;
            case WorkerDescription.Idle:
                service.Idle(request.Count());
                return null;
            case WorkerDescription.Rehearse:
                return service.Rehearse(TimeSpan.FromMilliseconds(request.Count()));
            case "shutdown":
                service.Shutdown();
                return null;
            default:
                return new Error(MethodNotFound, $"there is no method '{request.Method}'");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write(ReadOnlySpan<byte> id, object? answer)
    {
        _answer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(_answer))
        {
            writer.WriteStartObject();
            writer.WriteString(ResponseWriter.Version, ResponseWriter.Two);
            writer.WritePropertyName(ResponseWriter.Id);
            writer.WriteRawValue(id, skipInputValidation: true);
            WriteOutcome(writer, answer);
            writer.WriteEndObject();
        }

        _answer.Write("\n"u8);
        output.Write(_answer.WrittenSpan);
        output.Flush();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteOutcome(Utf8JsonWriter writer, object? answer)
    {
        if (answer is Error error)
        {
            writer.WriteStartObject(ResponseWriter.Error);
            writer.WriteNumber("code", error.Code);
            writer.WriteString("message", error.Message);
            writer.WriteEndObject();
            return;
        }

        writer.WritePropertyName(ResponseWriter.Result);
        switch (answer)
        {
            case IReadOnlyList<Measured> measured:
                ResponseWriter.Write(writer, measured);
                break;
            case bool isDone:
                writer.WriteBooleanValue(isDone);
                break;
            case Prepared prepared:
                ResponseWriter.Write(writer, prepared);
                break;
            case WorkerDescription description:
                ResponseWriter.Write(writer, description);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private sealed record Error(int Code, string Message);
}
