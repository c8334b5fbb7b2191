namespace ConcurrencyBench.Workloads.Fixtures;

/// <summary>What requests and replies of a <see cref="ReplyServer"/> look like.</summary>
internal interface IServedFormat
{
    /// <summary>Bytes of the longest request.</summary>
    int LongestRequest { get; }

    /// <summary>Bytes of the longest reply.</summary>
    int LongestReply { get; }

    /// <summary>Reads a request once it is whole.</summary>
    /// <param name="received">What has come, from the beginning of a request.</param>
    /// <returns>The request; null where more bytes are needed.</returns>
    ReceivedRequest? Read(ReadOnlySpan<byte> received);

    /// <summary>Writes a reply.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="item">The item; null for a refusal, after which the connection is closed.</param>
    /// <param name="reply">Room for <see cref="LongestReply"/> bytes.</param>
    /// <returns>The reply's length; 0 to close the connection without a word.</returns>
    int WriteReply(ulong seed, int? item, Span<byte> reply);
}
