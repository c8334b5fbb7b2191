using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads.Connections;

/// <summary>A kept connection: one exchange at a time, in one form for its whole life.</summary>
internal interface IConnection<TAnswer> : IDisposable
{
    /// <summary>Asks for an item and waits for the answer, blocking the thread.</summary>
    TAnswer Exchange<TGate>(int item, ref TGate gate)
        where TGate : struct, IGate;

    /// <summary>Asks for an item and waits for the answer without blocking the thread.</summary>
    ValueTask<TAnswer> ExchangeAsync(int item, CancellationToken cancellationToken);
}
