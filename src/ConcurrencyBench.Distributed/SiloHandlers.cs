using System.Runtime.InteropServices;
using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Distributed;

/// <summary>The handlers that one grain runs, and what they keep of the operation that is under way.</summary>
internal sealed class SiloHandlers
{
    private long _operation;

    /// <summary>For each handler its sums of every source; null for those that had no event.</summary>
    private WindowedSum[]?[] _sums = [];

    /// <summary>Handles events in order.</summary>
    /// <param name="operation">Of which operation, from 1; with the first of a later one all begin anew.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="events">The events, each a <see cref="HandlerEvent"/>.</param>
    /// <returns>What was thrown; null when nothing was.</returns>
    public string? Handle(long operation, EventStream stream, ReadOnlySpan<byte> events)
    {
        if (operation > _operation)
        {
            (_operation, _sums) = (operation, new WindowedSum[]?[stream.Handlers]);
        }

        try
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(operation, _operation);
            foreach (var next in MemoryMarshal.Cast<byte, HandlerEvent>(events))
            {
                var sums = _sums[next.Handler] ??= new WindowedSum[stream.Sources];
                stream.Add(next.Handler, next.Source, ref sums[next.Source], next.Value);
            }

            return null;
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            return thrown.ToString();
        }
    }

    /// <summary>Hands over what a handler has kept.</summary>
    public byte[] Take(long operation, int handler) =>
        operation == _operation && _sums[handler] is { } sums ? MemoryMarshal.AsBytes<WindowedSum>(sums).ToArray() : [];
}
