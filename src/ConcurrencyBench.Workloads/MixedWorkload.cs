using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Processes;
using ConcurrencyBench.Workloads.Connections;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// One request as in <c>tcp</c>, whose reply the server holds back for 10 ms, then counts primes for about 1 ms as <c>primes</c> does:
/// a web request that asks a database and renders the answer. Rejected: a wait by each form's own timer, which ranks timers
/// (<see cref="Thread.Sleep(TimeSpan)"/> took 10.10 ms, <see cref="Task.Delay(TimeSpan)"/> 12.07).
/// </summary>
public sealed class MixedWorkload : ConnectionWorkload, IStandsForItsKind
{
    // What a core computes in about 100 ms. A thousand items a second and core is all that any model can do here, however
    // many are in flight, so beyond this there are fewer waves.
    private const int ItemsPerCore = 100;

    /// <inheritdoc/>
    public override string Id => "mixed";

    /// <inheritdoc/>
    public override string Description => "one request on a kept TCP connection to a server that answers after 10 ms, then counts primes for about 1 ms";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Mixed;

    /// <inheritdoc/>
    public override TimeSpan Delay => Reply.Delay;

    /// <inheritdoc/>
    public int MainConcurrency(int cores) => 16;

    /// <inheritdoc/>
    public override int Items(int concurrency) => IoItemCount.Items(concurrency, ItemsPerCore * UsableCores.Current.Whole);

    /// <inheritdoc/>
    public override Task<Fixture> OpenFixtureAsync(ulong seed, CancellationToken cancellationToken) =>
        Task.FromResult<Fixture>(ReplyServer.Start(seed, new TcpServedFormat()));

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate) => Render(item, base.Execute(item, ref gate), ref gate);

    /// <inheritdoc/>
    public override async ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken) =>
        Render(item, await base.ExecuteAsync(item, cancellationToken));

    /// <inheritdoc/>
    public override ulong Expected(int item) => Render(item, base.Expected(item));

    private protected override IWireFormat FormatOf(string? address) => new TcpFormat(isDelayed: true);

    private protected override ulong Answered(int item, ulong reply) => Render(item, reply);

    private ulong Render(int item, ulong reply)
    {
        var gate = default(NoGate);
        return Render(item, reply, ref gate);
    }

    private ulong Render<TGate>(int item, ulong reply, ref TGate gate)
        where TGate : struct, IGate =>
        Digest.Of(reply, PrimesWorkload.CountRange(Seed, item, ref gate));
}
