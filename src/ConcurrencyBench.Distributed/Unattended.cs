using Microsoft.Extensions.Hosting;

namespace ConcurrencyBench.Distributed;

/// <summary>The life of a silo's host: it ends when its owner says so. The usual one would listen to the terminal's signals.</summary>
internal sealed class Unattended : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
