namespace ConcurrencyBench.Workloads.Connections;

/// <summary>How an item is asked for over a connection, and what a reply is: the same bytes in every form, blocking, asynchronous and by callbacks.</summary>
internal interface IWireFormat
{
    /// <summary>Bytes of the longest request or reply.</summary>
    int Capacity { get; }

    /// <summary>Writes the request for an item.</summary>
    /// <param name="item">Which item.</param>
    /// <param name="request">Room for <see cref="Capacity"/> bytes.</param>
    /// <returns>The request's length, bytes.</returns>
    int WriteRequest(int item, Span<byte> request);

    /// <summary>Reads a reply once it is whole.</summary>
    /// <param name="received">All bytes of it that have come.</param>
    /// <param name="digest">The reply's digest, when it was whole.</param>
    /// <exception cref="InvalidDataException">It is no such reply.</exception>
    bool TryRead(ReadOnlySpan<byte> received, out ulong digest);
}
