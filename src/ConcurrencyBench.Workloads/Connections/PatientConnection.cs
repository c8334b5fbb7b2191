using System.Net.Sockets;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads.Connections;

/// <summary>
/// A connection on which some items give up after a while. It throws then, as any code does that gives up, and must be closed:
/// <see cref="KeptConnections{TConnection, TAnswer}"/> does that, and an exchange that was left alone ends with it.
/// </summary>
/// <param name="socket">The socket.</param>
/// <param name="format">What is said over it.</param>
internal sealed class PatientConnection(Socket socket, IWireFormat format) : IConnection<ulong>
{
    private readonly SocketConnection _connection = new(socket, format);

    /// <exception cref="TimeoutException">The item gave up by its own timeout.</exception>
    /// <exception cref="OperationCanceledException">The item was cancelled by its token.</exception>
    public ulong Exchange<TGate>(int item, ref TGate gate)
        where TGate : struct, IGate => Patience.EndOf(item) switch
        {
            PatienceEnd.Timeout => ExchangeUntilTimeout(item, ref gate),
            PatienceEnd.Token => ExchangeUntilClosed(item, ref gate),
            _ => _connection.Exchange(item, ref gate),
        };

    /// <exception cref="TimeoutException">The item gave up by its own timeout.</exception>
    /// <exception cref="OperationCanceledException">The item was cancelled by its token.</exception>
    public ValueTask<ulong> ExchangeAsync(int item, CancellationToken cancellationToken) => Patience.EndOf(item) switch
    {
        PatienceEnd.Timeout => ExchangeUntilTimeoutAsync(item, cancellationToken),
        PatienceEnd.Token => ExchangeUntilCancelledAsync(item, cancellationToken),
        _ => _connection.ExchangeAsync(item, cancellationToken),
    };

    public void Dispose() => _connection.Dispose();

    /// <summary>The receive timeout of the socket, which the system watches: no timer of the program and no second thread.</summary>
    private ulong ExchangeUntilTimeout<TGate>(int item, ref TGate gate)
        where TGate : struct, IGate
    {
        socket.ReceiveTimeout = (int)Patience.Time.TotalMilliseconds;
        try
        {
            return _connection.Exchange(item, ref gate);
        }
        catch (SocketException failure) when (failure.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            throw new TimeoutException($"item {item} gave up", failure);
        }
    }

    /// <summary>A blocked receive takes no token: whoever cancels it closes the socket under it, from another thread.</summary>
    private ulong ExchangeUntilClosed<TGate>(int item, ref TGate gate)
        where TGate : struct, IGate
    {
        using var source = new CancellationTokenSource(Patience.Time);
        using var closing = source.Token.UnsafeRegister(static closed => ((Socket)closed!).Dispose(), socket);
        try
        {
            return _connection.Exchange(item, ref gate);
        }
        catch (Exception failure) when (source.IsCancellationRequested && failure is SocketException or ObjectDisposedException)
        {
            throw new OperationCanceledException($"item {item} was cancelled", failure, source.Token);
        }
    }

    /// <summary>A timeout of the wait alone: the exchange goes on behind it until the connection is closed.</summary>
    private async ValueTask<ulong> ExchangeUntilTimeoutAsync(int item, CancellationToken cancellationToken)
    {
        var exchange = _connection.ExchangeAsync(item, cancellationToken).AsTask();
        _ = exchange.ContinueWith(
            static left => left.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return await exchange.WaitAsync(Patience.Time, cancellationToken);
    }

    /// <summary>A token that reaches the socket: the receive itself ends.</summary>
    private async ValueTask<ulong> ExchangeUntilCancelledAsync(int item, CancellationToken cancellationToken)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        source.CancelAfter(Patience.Time);
        return await _connection.ExchangeAsync(item, source.Token);
    }
}
