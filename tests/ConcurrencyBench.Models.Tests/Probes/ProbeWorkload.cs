namespace ConcurrencyBench.Models.Tests.Probes;

/// <summary>A workload that reports to a board what its items do; the fixture's address is the board's path.</summary>
public abstract class ProbeWorkload : ItemWorkload
{
    private ProbeBoard? _board;

    public override string Id => GetType().Name;

    public override string Description => "a probe";

    protected ProbeBoard Board => _board!;

    public override int Items(int concurrency) => concurrency;

    protected override Task OpenAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        _board = new ProbeBoard(setup.FixtureAddress!);
        return Task.CompletedTask;
    }

    public override ulong Expected(int item) => Digest.Of(Seed, (ulong)item);

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _board?.Dispose();
        return base.DisposeAsync();
    }
}
