namespace ConcurrencyBench.Models.Pools;

/// <summary>The kinds of message between a pool and its processes. Each order but those of a stream has one answer.</summary>
internal static class PipeKind
{
    /// <summary>Items are to be run.</summary>
    public const byte Chunk = (byte)'c';

    /// <summary>A message of a round trip is to be answered.</summary>
    public const byte Question = (byte)'q';

    /// <summary>Garbage is to be collected.</summary>
    public const byte Collect = (byte)'g';

    /// <summary>A stream begins.</summary>
    public const byte Open = (byte)'o';

    /// <summary>Events are to be handled: nothing is answered, unless one fails, and then once.</summary>
    public const byte Events = (byte)'e';

    /// <summary>The stream ends: what was handled is to be handed over.</summary>
    public const byte Close = (byte)'x';

    /// <summary>All is done; the body is the result.</summary>
    public const byte Done = (byte)'d';

    /// <summary>Something threw; the body is what.</summary>
    public const byte Failed = (byte)'f';

    /// <summary>No item begins any more.</summary>
    public const byte Stopped = (byte)'s';

    /// <summary>What a process is sent.</summary>
    public static ReadOnlySpan<byte> Orders => [Chunk, Question, Collect, Open, Events, Close];

    /// <summary>What it sends.</summary>
    public static ReadOnlySpan<byte> Answers => [Done, Failed, Stopped];
}
