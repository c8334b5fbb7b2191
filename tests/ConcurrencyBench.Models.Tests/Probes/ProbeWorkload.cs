namespace ConcurrencyBench.Models.Tests.Probes;

/// <summary>A workload that tells a board what its items do; the fixture's address is the board's path.</summary>
public abstract class ProbeWorkload : Workload
{
    private ProbeBoard? _board;
    private ulong _seed;

    public override string Id => GetType().Name;

    public override string Description => "a probe";

    protected ProbeBoard Board => _board!;

    public override int Items(int concurrency) => concurrency;

    public override Task SetUpAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        _seed = setup.Seed;
        _board = new ProbeBoard(setup.FixtureAddress!);
        return Task.CompletedTask;
    }

    public override ulong Expected(int item) => Digest.Of(_seed, (ulong)item);

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _board?.Dispose();
        return base.DisposeAsync();
    }
}
