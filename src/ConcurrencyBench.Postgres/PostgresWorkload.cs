using System.Buffers.Binary;
using System.Security.Cryptography;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Postgres.Connections;
using ConcurrencyBench.Postgres.Servers;
using ConcurrencyBench.Workloads;
using ConcurrencyBench.Workloads.Connections;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Postgres;

/// <summary>
/// One query through Npgsql on a kept connection to a PostgreSQL server that answers after 10 ms. It is the one that the user
/// gave, or one that is started for the round where its programs are installed.
/// </summary>
public sealed class PostgresWorkload : ItemWorkload, IHasAvailability, IHasDelay, IHasFixture, ILimitsConnections
{
    private readonly Lazy<ServerFindings> _findings = new(ServerFindings.Look);
    private FreshConnections? _fresh;
    private KeptConnections<PostgresConnection, byte[]>? _blocking;
    private KeptConnections<PostgresConnection, byte[]>? _asynchronous;

    /// <inheritdoc/>
    public override string Id => "postgres";

    /// <inheritdoc/>
    public override string Description => "one prepared query on a kept connection to a PostgreSQL server that answers after 10 ms";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Io;

    /// <inheritdoc/>
    public TimeSpan Delay => Reply.Delay;

    /// <summary>Whether the server is one that this program starts: the CPU time of a given one is not available.</summary>
    public bool HasServer => GivenServer.ConnectionString is null;

    /// <inheritdoc/>
    public Applicability Availability => _findings.Value.Availability;

    /// <inheritdoc/>
    public ConnectionLimit ConnectionLimit => _findings.Value.ConnectionLimit;

    /// <inheritdoc/>
    public override int Items(int concurrency) => IoItemCount.Items(concurrency);

    /// <inheritdoc/>
    /// <exception cref="FixtureException">The server did not start.</exception>
    public async Task<Fixture> OpenFixtureAsync(ulong seed, CancellationToken cancellationToken) =>
        GivenServer.ConnectionString is null ? await StartedServer.StartAsync(cancellationToken) : new GivenServer();

    /// <inheritdoc/>
    /// <exception cref="FixtureException">There is no server at the address.</exception>
    protected override Task OpenAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _fresh = FreshConnections.Open(setup);
        _blocking = new KeptConnections<PostgresConnection, byte[]>(_fresh.Take, setup.Concurrency);
        _asynchronous = new KeptConnections<PostgresConnection, byte[]>(_fresh.Take, setup.Concurrency);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        byte[] answer;
        gate.EnterBlocking();
        try
        {
            answer = _blocking!.Exchange(item, ref gate);
        }
        finally
        {
            gate.ExitBlocking();
        }

        return Digest.Of(answer);
    }

    /// <inheritdoc/>
    public override async ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken) =>
        Digest.Of(await _asynchronous!.ExchangeAsync(item, cancellationToken));

    /// <inheritdoc/>
    public override ulong Expected(int item)
    {
        // What the query makes the server compute: SHA-256 of the seed and the item, each as int8send writes it.
        Span<byte> hashed = stackalloc byte[2 * sizeof(long)];
        BinaryPrimitives.WriteUInt64BigEndian(hashed, Seed);
        BinaryPrimitives.WriteInt64BigEndian(hashed[sizeof(long)..], item);
        Span<byte> answer = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(hashed, answer);
        return Digest.Of(answer);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _fresh?.Dispose();
        _blocking?.Dispose();
        _asynchronous?.Dispose();
        return base.DisposeAsync();
    }
}
