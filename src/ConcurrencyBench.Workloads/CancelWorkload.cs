using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Workloads.Connections;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// One request as in <c>tcp</c>, but one item in ten gives up after 5 ms: by turns by a timeout of its own and by a token that another
/// cancels. Its request is never answered, so that its digest, which differs from that of a reply, says that it was cancelled in time
/// and did not complete. What it held is freed: its connection is closed, since a reply may still be on the way, and the next item opens another.
/// </summary>
/// <remarks>
/// The blocking form gives up by the socket's receive timeout, or by another thread's closing of the socket; the asynchronous one by a wait with
/// a timeout, behind which the exchange ends when its connection is closed, or by a token that ends the receive. Models of callbacks run the latter.
/// </remarks>
public sealed class CancelWorkload : ItemWorkload, IHasFixture, IHasSchedule, ILimitsConnections
{
    private const ulong GivenUp = 0x5550_4E45_5649_47;

    private FreshSockets? _sockets;
    private KeptConnections<PatientConnection, ulong>? _blocking;
    private KeptConnections<PatientConnection, ulong>? _asynchronous;

    /// <inheritdoc/>
    public override string Id => "cancel";

    /// <inheritdoc/>
    public override string Description =>
        "one request on a kept TCP connection to a server that answers after 10 ms, where one item in ten gives up after 5 ms by a timeout or a token";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Io;

    /// <inheritdoc/>
    public bool HasServer => true;

    /// <inheritdoc/>
    public ConnectionLimit ConnectionLimit => LoopbackLimit.OfThisSystem();

    /// <inheritdoc/>
    public override int Items(int concurrency) => IoItemCount.Items(concurrency);

    /// <summary>By the items that wait for their reply; those that give up may do so a step of the clock too early.</summary>
    /// <param name="items">How many items it has.</param>
    /// <param name="concurrency">The most items in flight at once.</param>
    /// <returns>The time.</returns>
    public TimeSpan ShortestOperation(int items, int concurrency) => Reply.Delay * Patience.Patient(items) / concurrency;

    /// <inheritdoc/>
    public Task<Fixture> OpenFixtureAsync(ulong seed, CancellationToken cancellationToken) =>
        Task.FromResult<Fixture>(ReplyServer.Start(seed, new TcpServedFormat()));

    /// <inheritdoc/>
    /// <exception cref="FixtureException">There is no server at the address.</exception>
    protected override Task OpenAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        var sockets = _sockets = FreshSockets.Open(setup, cancellationToken);
        _blocking = Kept();
        _asynchronous = Kept();
        return Task.CompletedTask;

        KeptConnections<PatientConnection, ulong> Kept() => new(() => new PatientConnection(sockets.Take(), new PatienceFormat()), setup.Concurrency);
    }

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        try
        {
            return _blocking!.Exchange(item, ref gate);
        }
        catch (Exception end) when (IsRight(end, item))
        {
            return DigestOfGivenUp(item);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken)
    {
        try
        {
            return await _asynchronous!.ExchangeAsync(item, cancellationToken);
        }
        catch (Exception end) when (IsRight(end, item) && !cancellationToken.IsCancellationRequested)
        {
            return DigestOfGivenUp(item);
        }
    }

    /// <inheritdoc/>
    public override ulong Expected(int item) => Patience.EndOf(item) == PatienceEnd.None ? Reply.DigestOf(Seed, item) : DigestOfGivenUp(item);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _sockets?.Dispose();
        _blocking?.Dispose();
        _asynchronous?.Dispose();
        return base.DisposeAsync();
    }

    /// <summary>Whether an item ended in the way in which it gives up, and in no other.</summary>
    private static bool IsRight(Exception end, int item) => Patience.EndOf(item) switch
    {
        PatienceEnd.Timeout => end is TimeoutException,
        PatienceEnd.Token => end is OperationCanceledException,
        _ => false,
    };

    private ulong DigestOfGivenUp(int item) => Digest.Of(Digest.Of(Seed, (ulong)item), GivenUp);
}
