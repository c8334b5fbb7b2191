using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// The parameter of workloads whose server answers after 10 ms or at once. The delay shows how many wait at a time; without it all are busy, and what counts
/// is how many requests there are in a second and what each costs the client.
/// </summary>
internal static class ServerDelay
{
    /// <summary>The parameter's name.</summary>
    public const string Name = "delay";

    /// <summary>Requests of a connection in a busy operation, so that what a model does to start is little of it.</summary>
    private const int BusyRequests = 20;

    private const int FewestBusy = 1280;

    /// <summary>The parameter.</summary>
    public static WorkloadParameter Parameter { get; } =
        new(Name, "ms", "how long the server waits before it answers", Reply.Delay.TotalMilliseconds, [0, Reply.Delay.TotalMilliseconds]);

    /// <summary>At how many in flight it is measured where none are named.</summary>
    public static IReadOnlyList<int>? UsualConcurrencies(TimeSpan delay) => IsBusy(delay) ? [64, 256, 1000] : null;

    /// <summary>How many items an operation has.</summary>
    public static int Items(TimeSpan delay, int concurrency) => IsBusy(delay) ? Math.Max(FewestBusy, BusyRequests * concurrency) : IoItemCount.Items(concurrency);

    /// <summary>Whether the server answers at once.</summary>
    public static bool IsBusy(TimeSpan delay) => delay == TimeSpan.Zero;

    /// <summary>When the server answers, for descriptions.</summary>
    public static string AnswersWhen(TimeSpan delay) => IsBusy(delay) ? "at once" : $"after {delay.TotalMilliseconds:0} ms";
}
