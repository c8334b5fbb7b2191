using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// One request on a kept connection to a server in another process that answers after 10 ms or at once. The delay shows how many wait at a time; without
/// it all are busy, and what counts is how many requests there are in a second and what each costs the client.
/// </summary>
public abstract class RequestWorkload : ConnectionWorkload, IHasParameters, IHasUsualConcurrencies
{
    private const string DelayName = "delay";

    /// <summary>Requests of a connection in a busy operation, so that what a model does to start is little of it.</summary>
    private const int BusyRequests = 20;

    private const int FewestBusy = 1280;

    private static readonly WorkloadParameter ServerDelay = new(DelayName, "ms", "how long the server waits before it answers", Reply.Delay.TotalMilliseconds, [0, Reply.Delay.TotalMilliseconds]);

    /// <inheritdoc/>
    public IReadOnlyList<WorkloadParameter> Parameters => [ServerDelay];

    /// <inheritdoc/>
    public IReadOnlyList<int>? UsualConcurrencies => IsDelayed ? null : [64, 256, 1000];

    /// <inheritdoc/>
    public override TimeSpan Delay => TimeSpan.FromMilliseconds(Parameter(DelayName));

    /// <summary>Whether the server waits before it answers.</summary>
    private protected bool IsDelayed => Delay > TimeSpan.Zero;

    /// <summary>When the server answers, for descriptions.</summary>
    private protected string AnswersWhen => IsDelayed ? $"after {Delay.TotalMilliseconds:0} ms" : "at once";

    /// <inheritdoc/>
    public override int Items(int concurrency) => IsDelayed ? IoItemCount.Items(concurrency) : Math.Max(FewestBusy, BusyRequests * concurrency);
}
