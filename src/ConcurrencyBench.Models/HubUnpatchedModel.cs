using ConcurrencyBench.Models.Green;
using ConcurrencyBench.Models.Loops;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Models;

/// <summary>
/// <see cref="HubModel"/> with one setting changed: calls that would block the thread are left alone, as where a program was
/// not patched, or calls native code that cannot be.
/// </summary>
public sealed class HubUnpatchedModel : Model, IRunsItems, IHasOneThread
{
    private GreenCode? _code;

    /// <inheritdoc/>
    public override string Id => "hub-unpatched";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        135,
        "Gevent, unpatched",
        "the same green threads and hub, but blocking calls are left as they are",
        "what the routing of blocking calls is held against",
        "one blocking call stops every green thread")
    {
        Look = new("#CC503E", MarkerForm.Square),
    };

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Environment => GreenCode.EnvironmentOfTheRuntime;

    /// <inheritdoc/>
    public override Applicability Supports(Workload workload) => workload is BlockersWorkload
        ? base.Supports(workload)
        : Applicability.No("its items make no call that could be left unpatched, so it is hub");

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The process was not started as <see cref="Environment"/> says.</exception>
    public override Task PrepareAsync(BatchRecipe recipe, int concurrency, CancellationToken cancellationToken)
    {
        _code = GreenCode.ForTheRuntime();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        Hub.RunUnpatched(_code ?? throw new InvalidOperationException("the model was not prepared"), batch, concurrency, cancellationToken);
        return Task.CompletedTask;
    }
}
