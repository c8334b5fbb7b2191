using System.Buffers.Binary;
using System.Text;

namespace ConcurrencyBench.Models.Pools;

/// <summary>
/// What a pool process answers to an order: one byte when it is done; another byte, the length
/// and a text when something threw.
/// </summary>
internal static class PoolReply
{
    private const byte Done = (byte)'d';
    private const byte Failed = (byte)'f';

    /// <summary>Says that all is done.</summary>
    public static void WriteDone(Stream stream)
    {
        stream.WriteByte(Done);
        stream.Flush();
    }

    /// <summary>Says what was thrown, as one write.</summary>
    public static void WriteFailure(Stream stream, Exception failure)
    {
        var text = Encoding.UTF8.GetBytes(failure.ToString());
        var message = new byte[1 + sizeof(int) + text.Length];
        message[0] = Failed;
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(1), text.Length);
        text.CopyTo(message.AsSpan(1 + sizeof(int)));
        stream.Write(message);
        stream.Flush();
    }

    /// <summary>Waits for an answer.</summary>
    /// <returns>What was thrown in the process, or null when all is done.</returns>
    /// <exception cref="EndOfStreamException">The process ended instead.</exception>
    /// <exception cref="InvalidDataException">Something else wrote to the process's standard output.</exception>
    public static string? Read(Stream stream)
    {
        switch (stream.ReadByte())
        {
            case Done:
                return null;
            case Failed:
                var length = new byte[sizeof(int)];
                stream.ReadExactly(length);
                var text = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
                stream.ReadExactly(text);
                return Encoding.UTF8.GetString(text);
            case < 0:
                throw new EndOfStreamException();
            case var other:
                throw new InvalidDataException($"byte {other:x2} on its standard output, where only answers belong");
        }
    }
}
