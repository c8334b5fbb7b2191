using System.Diagnostics;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Workloads.Connections;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// One item sends a small datagram over loopback and waits for it, again and again for a fixed time, while all others
/// compute as those of <c>primes</c> do until the first stops them. It shows what a GIL, which they hand on only when asked,
/// makes of the latency of I/O (D. Beazley, "Understanding the Python GIL", 2010: the convoy effect). Only round trips are
/// counted that began once all others computed.
/// </summary>
public sealed class ConvoyWorkload : ItemWorkload, IFollowsOperations, IHasConcurrencies, IHasFixture, IHasLatencies, IHasNeeds, IHasSchedule
{
    /// <summary>The round trips, in reports and claims.</summary>
    public const string Pings = "pings";

    // Beyond what the fastest round trips over loopback need for the time.
    private const int MostPings = 1 << 16;

    private const uint FirstNumber = 10_000_000;
    private const uint Chunk = 128;

    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(200);

    // No item computes for longer, whatever becomes of the one that should stop it, and none is waited for longer.
    private static readonly TimeSpan Failsafe = TimeSpan.FromSeconds(2);

    private readonly long[] _latencies = new long[MostPings];
    private int _others;
    private UdpPing? _ping;
    private int _count;
    private int _begun;
    private volatile bool _isOver;

    /// <inheritdoc/>
    public override string Id => "convoy";

    /// <inheritdoc/>
    public override string Description => "round trips of a small datagram by one, while the others compute without pause";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Mixed;

    /// <inheritdoc/>
    public bool HasServer => true;

    /// <inheritdoc/>
    public WorkloadNeeds Needs => WorkloadNeeds.Preemption | WorkloadNeeds.SharedMemory | WorkloadNeeds.AllAtOnce;

    /// <inheritdoc/>
    public IReadOnlyList<int> Concurrencies(int cores) => [2, 3, 5];

    /// <summary>One that waits for its datagrams; the rest compute.</summary>
    /// <param name="concurrency">How many there are.</param>
    /// <returns>As many.</returns>
    public override int Items(int concurrency) => concurrency;

    /// <summary>As long as round trips are made.</summary>
    /// <param name="items">How many items it has.</param>
    /// <param name="concurrency">The most items in flight at once.</param>
    /// <returns>The time.</returns>
    public TimeSpan ShortestOperation(int items, int concurrency) => Duration;

    /// <inheritdoc/>
    public Task<Fixture> OpenFixtureAsync(ulong seed, CancellationToken cancellationToken) =>
        Task.FromResult<Fixture>(UdpEcho.Start());

    /// <inheritdoc/>
    /// <exception cref="FixtureException">The fixture's address is none.</exception>
    protected override Task OpenAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        _others = setup.Concurrency - 1;
        _ping = new UdpPing(setup.FixtureAddress);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Begin()
    {
        _count = _begun = 0;
        _isOver = false;
    }

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        if (item == 0)
        {
            Ping(ref gate);
        }
        else
        {
            Compute(ref gate);
        }

        return Expected(item);
    }

    /// <inheritdoc/>
    public override ulong Expected(int item) => Digest.Of(Seed, (ulong)item);

    /// <inheritdoc/>
    public IReadOnlyList<Phase> Observe() => [new Phase(Pings, _count, Sum(_latencies.AsSpan(0, _count)))];

    /// <inheritdoc/>
    public ReadOnlySpan<long> LatenciesOf(string phase) => _latencies.AsSpan(0, _count);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _ping?.Dispose();
        return base.DisposeAsync();
    }

    private static double Sum(ReadOnlySpan<long> nanoseconds)
    {
        var sum = 0.0;
        foreach (var latency in nanoseconds)
        {
            sum += latency;
        }

        return sum;
    }

    private void Ping<TGate>(ref TGate gate)
        where TGate : struct, IGate
    {
        _count = 0;
        var began = Stopwatch.GetTimestamp();
        try
        {
            for (var number = 0UL; !HasEnded(began) && _count < MostPings; number++)
            {
                var isMeasured = Volatile.Read(ref _begun) >= _others;
                var start = Stopwatch.GetTimestamp();
                if (isMeasured && _count == 0)
                {
                    began = start;
                }

                _ping!.Exchange(Seed, number, ref gate);
                if (isMeasured)
                {
                    _latencies[_count++] = (long)Stopwatch.GetElapsedTime(start).TotalNanoseconds;
                }
            }
        }
        finally
        {
            _isOver = true;
        }
    }

    private bool HasEnded(long began) => Stopwatch.GetElapsedTime(began) > (_count > 0 ? Duration : Failsafe);

    private void Compute<TGate>(ref TGate gate)
        where TGate : struct, IGate
    {
        Interlocked.Increment(ref _begun);
        for (var began = Stopwatch.GetTimestamp(); !_isOver && Stopwatch.GetElapsedTime(began) < 2 * Failsafe;)
        {
            _ = PrimesWorkload.CountPrimes(FirstNumber, FirstNumber + Chunk, ref gate);
        }
    }
}
