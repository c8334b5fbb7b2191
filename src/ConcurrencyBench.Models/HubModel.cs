using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Green;
using ConcurrencyBench.Models.Loops;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// Green threads over a hub, as gevent's: as many as the concurrency, whose code reads as if it blocked. Sleeps, sockets and
/// calls that would block the thread are routed to the hub, see <see cref="Hub"/>; <see cref="HubUnpatchedModel"/> leaves the
/// last of these alone.
/// </summary>
public sealed class HubModel : Model
{
    private GreenCode? _code;

    /// <inheritdoc/>
    public override string Id => "hub";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        130,
        "Gevent",
        "green threads whose blocking-looking calls are routed to a hub that runs the others meanwhile",
        "as asyncio, for code in the style of blocking calls",
        "a call that was not routed blocks all items, as does computing, and there is one core")
    {
        Look = new("#B8860B", MarkerForm.TriangleDown, IsOpen: true),
    };

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Environment { get; } =
        new Dictionary<string, string>(SingleThread.Environment) { [GreenCode.Switch] = "1" };

    /// <inheritdoc/>
    public override Applicability Supports(Workload workload) => SingleThread.Supports(workload, base.Supports(workload));

    /// <summary>Messages between its threads concern no hub: they are passed as green threads pass them.</summary>
    public override IRoundTripRunner? RoundTripRunner => new GreenRoundTripRunner(_code);

    /// <inheritdoc cref="RoundTripRunner"/>
    public override IStreamRunner StreamRunner => new GreenStreamRunner(() => _code ?? throw new InvalidOperationException("the model was not prepared"));

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The process was not started as <see cref="Environment"/> says.</exception>
    public override Task PrepareAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        _code = GreenCode.ForTheRuntime();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        Hub.Run(_code ?? throw new InvalidOperationException("the model was not prepared"), batch, concurrency, cancellationToken);
        return Task.CompletedTask;
    }
}
