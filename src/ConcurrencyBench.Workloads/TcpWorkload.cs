using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Workloads.Connections;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads;

/// <summary>One request and reply on a kept connection to a server in another process that answers after 10 ms or at once.</summary>
public sealed class TcpWorkload : RequestWorkload
{
    /// <inheritdoc/>
    public override string Id => "tcp";

    /// <inheritdoc/>
    public override string Description => $"one request and reply on a kept TCP connection to a server that answers {ServerDelay.AnswersWhen(Delay)}";

    /// <inheritdoc/>
    public override Task<Fixture> OpenFixtureAsync(ulong seed, CancellationToken cancellationToken) =>
        Task.FromResult<Fixture>(ReplyServer.Start(seed, new TcpServedFormat()));

    private protected override IWireFormat FormatOf(string? address) => new TcpFormat(!ServerDelay.IsBusy(Delay));
}
