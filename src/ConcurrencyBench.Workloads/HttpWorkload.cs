using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Workloads.Connections;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads;

/// <summary>One GET on a kept connection to a server in another process that answers after 10 ms or at once.</summary>
public sealed class HttpWorkload : RequestWorkload, IStandsForItsKind
{
    /// <inheritdoc/>
    public override string Id => "http";

    /// <inheritdoc/>
    public override string Description => $"one HTTP GET, by the smallest client that does, on a kept connection to a server that answers {ServerDelay.AnswersWhen(Delay)}";

    /// <inheritdoc/>
    public int MainConcurrency(int cores) => 16;

    /// <inheritdoc/>
    public override Task<Fixture> OpenFixtureAsync(ulong seed, CancellationToken cancellationToken) =>
        Task.FromResult<Fixture>(ReplyServer.Start(seed, new HttpServedFormat()));

    private protected override IWireFormat FormatOf(string? address) => new HttpFormat(address, !ServerDelay.IsBusy(Delay));
}
