using Microsoft.Extensions.Hosting;

namespace ConcurrencyBench.Workloads.Fixtures;

/// <summary>The lifetime of a host inside another program: it starts and stops when told, and takes no signals over.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
