using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models.Pools;

/// <summary>
/// The inside of a process of a <see cref="PipedPool"/> (<c>cbench pool-process</c>). One thread reads orders from standard input, runs items and answers,
/// so that a call wakes one thread. The main thread reads a pipe by which the parent stops an operation, and whose end ends the process, even
/// while an item hangs.
/// </summary>
public sealed class PipedProcess
{
    /// <summary>The hidden verb of the program that starts such a process.</summary>
    public const string Verb = "pool-process";

    private readonly Operation _operation;
    private readonly PipeMessages _messages;
    private readonly ArrayBufferWriter<byte> _answer = new();
    private int _stopped;
    private EventStream? _stream;
    private WindowedSum[] _sums = [];

    private PipedProcess(Operation operation, PipeMessages messages) => (_operation, _messages) = (operation, messages);

    /// <summary>Serves the pool until the parent closes the pipe.</summary>
    /// <param name="arguments">The handle of the pipe and the task, after the verb.</param>
    /// <returns>The exit code: 0, or 1 when the workload could not be set up.</returns>
    public static int Run(string[] arguments)
    {
        using var life = ChildLifetime.Begin();
        using var control = new AnonymousPipeClientStream(PipeDirection.In, arguments[0]);
        var messages = new PipeMessages(Console.OpenStandardInput(), Console.OpenStandardOutput());
        if (Open(arguments[1..], messages) is not { } process)
        {
            // The answer says why. Ending before the parent has read it would look like a crash.
            control.ReadByte();
            return 1;
        }

        new Thread(process.Serve) { IsBackground = true, Name = "cb-pool-items" }.Start();
        Span<byte> operation = stackalloc byte[sizeof(int)];
        while (control.ReadAtLeast(operation, sizeof(int), throwOnEndOfStream: false) == sizeof(int))
        {
            Volatile.Write(ref process._stopped, BinaryPrimitives.ReadInt32LittleEndian(operation));
            messages.Send(PipeKind.Stopped, operation);
        }

        return 0;
    }

    private static PipedProcess? Open(string[] arguments, PipeMessages messages)
    {
        try
        {
            var process = new PipedProcess(PoolTask.Parse(arguments).OpenAsync().GetAwaiter().GetResult(), messages);
            messages.Send(PipeKind.Done);
            return process;
        }
        catch (Exception failure)
        {
            messages.Send(PipeKind.Failed, Encoding.UTF8.GetBytes(failure.ToString()));
            return null;
        }
    }

    private void Serve()
    {
        while (_messages.Receive(PipeKind.Orders) is { } order)
        {
            try
            {
                Obey(order, _messages.Body);
            }
            catch (Exception failure)
            {
                _stream = null;
                _messages.Send(PipeKind.Failed, Encoding.UTF8.GetBytes(failure.ToString()));
            }
        }
    }

    private void Obey(byte order, ReadOnlySpan<byte> body)
    {
        switch (order)
        {
            case PipeKind.Chunk:
                RunChunk(body);
                _messages.Send(PipeKind.Done, _answer.WrittenSpan);
                break;
            case PipeKind.Question:
                _messages.Send(PipeKind.Done, _operation.RoundTrips!.Answer(body));
                break;
            case PipeKind.Collect:
                GarbageCollection.Collect();
                _messages.Send(PipeKind.Done);
                break;
            case PipeKind.Open:
                _stream = _operation.Recipe.Streams[BinaryPrimitives.ReadInt32LittleEndian(body)];
                _sums = new WindowedSum[_stream.Sources * _stream.Handlers];
                break;
            case PipeKind.Events:
                Handle(MemoryMarshal.Cast<byte, HandlerEvent>(body));
                break;
            case PipeKind.Close when _stream is not null:
                _stream = null;
                _messages.Send(PipeKind.Done, MemoryMarshal.AsBytes<WindowedSum>(_sums));
                break;
        }
    }

    private void RunChunk(ReadOnlySpan<byte> body)
    {
        var (operation, chunk) = PipedChunk.Read(ref body);
        _answer.ResetWrittenCount();
        for (var item = chunk.First; item < chunk.First + chunk.Count && Volatile.Read(ref _stopped) < operation; item++)
        {
            if (_operation.Batch.Traits.Payloads is { } payloads)
            {
                PipedChunk.WriteBytes(_answer, payloads.Run(item, PipedChunk.ReadBytes(ref body)));
            }
            else
            {
                PipedChunk.WriteDigest(_answer, _operation.Run(item));
            }
        }
    }

    // After one that failed, which was answered, the others are read and dropped.
    private void Handle(ReadOnlySpan<HandlerEvent> events)
    {
        if (_stream is not { } stream)
        {
            return;
        }

        foreach (var next in events)
        {
            stream.Add(next.Handler, next.Source, ref _sums[(next.Handler * stream.Sources) + next.Source], next.Value);
        }
    }
}
