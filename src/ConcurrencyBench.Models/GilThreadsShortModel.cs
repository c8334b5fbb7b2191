using ConcurrencyBench.Models.Gil;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Models;

/// <summary>
/// <see cref="GilThreadsModel"/> with a fifth of the run's switch interval, so that one run shows whether a delay comes from
/// it. Rejected: a tenth, which of CPython's 5 ms is less than the millisecond that the runtime's monitor resolves, where there is no other.
/// </summary>
public sealed class GilThreadsShortModel : Model, IRunsItems
{
    private const int Part = 5;

    private ThreadTeam? _team;

    /// <inheritdoc/>
    public override string Id => "gil-threads-short";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        25,
        "Threading with a GIL, short turns",
        "the same threads and lock, with a fifth of the switch interval",
        "showing what of a delay is the interval's",
        "more switches for the same work")
    {
        Look = new("#1D6996", MarkerForm.TriangleDown, IsOpen: true),
    };

    /// <inheritdoc/>
    public override Applicability Supports(Workload workload) =>
        workload is not ConvoyWorkload ? Applicability.No("it is there for the delay of I/O under a lock, which convoy measures")
        : SwitchInterval.Allows(SwitchInterval.Of(Settings, Part)) is { ReasonAgainst: not null } no ? no
        : base.Supports(workload);

    /// <inheritdoc/>
    public override Task PrepareAsync(BatchRecipe recipe, int concurrency, CancellationToken cancellationToken)
    {
        _team = ThreadTeam.For(recipe, Id, concurrency);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        GilTeam.Run(_team ?? throw new InvalidOperationException("the team was not prepared"), batch, SwitchInterval.Of(Settings, Part), cancellationToken);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _team?.Dispose();
        _team = null;
        return base.DisposeAsync();
    }
}
