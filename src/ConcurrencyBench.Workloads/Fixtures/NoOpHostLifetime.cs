using Microsoft.Extensions.Hosting;

namespace ConcurrencyBench.Workloads.Fixtures;

/// <summary>The lifetime of a host inside another program: its owner starts and stops it, and it handles no signals.</summary>
public sealed class NoOpHostLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
