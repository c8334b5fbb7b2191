using System.Collections.Concurrent;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads.Connections;

/// <summary>
/// The kept connections of one form, rented for one item each. A connection on which an item failed or was canceled is
/// discarded, never returned: an answer may still be on the way, and would be taken for the next item's.
/// </summary>
/// <param name="open">Gives a further connection when none is idle.</param>
/// <param name="limit">The most that are rented at once.</param>
internal sealed class KeptConnections<TConnection, TAnswer>(Func<TConnection> open, int limit) : IDisposable
    where TConnection : IConnection<TAnswer>
{
    private readonly ConcurrentQueue<TConnection> _idle = new();
    private readonly InFlight _inFlight = new(limit);

    /// <summary>Asks for an item and waits for the answer, blocking the thread.</summary>
    /// <exception cref="InvalidOperationException">More items are in flight than were agreed.</exception>
    public TAnswer Exchange<TGate>(int item, ref TGate gate)
        where TGate : struct, IGate
    {
        var connection = Rent();
        try
        {
            var answer = connection.Exchange(item, ref gate);
            Return(connection);
            return answer;
        }
        catch
        {
            Discard(connection);
            throw;
        }
    }

    /// <summary>Asks for an item and waits for the answer without blocking the thread.</summary>
    /// <exception cref="InvalidOperationException">More items are in flight than were agreed.</exception>
    public async ValueTask<TAnswer> ExchangeAsync(int item, CancellationToken cancellationToken)
    {
        var connection = Rent();
        try
        {
            var answer = await connection.ExchangeAsync(item, cancellationToken);
            Return(connection);
            return answer;
        }
        catch
        {
            Discard(connection);
            throw;
        }
    }

    /// <summary>Closes the idle connections.</summary>
    public void Dispose()
    {
        while (_idle.TryDequeue(out var connection))
        {
            connection.Dispose();
        }
    }

    private TConnection Rent()
    {
        _inFlight.Enter();
        try
        {
            return _idle.TryDequeue(out var connection) ? connection : open();
        }
        catch
        {
            _inFlight.Exit();
            throw;
        }
    }

    private void Return(TConnection connection)
    {
        _idle.Enqueue(connection);
        _inFlight.Exit();
    }

    private void Discard(TConnection connection)
    {
        connection.Dispose();
        _inFlight.Exit();
    }
}
