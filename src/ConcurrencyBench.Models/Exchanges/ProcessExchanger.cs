using ConcurrencyBench.Models.Schedulers;

namespace ConcurrencyBench.Models.Exchanges;

/// <summary>This process asks and a process of the pool answers; messages are copied into memory that both map.</summary>
/// <param name="pool">Of one process; null until the model is prepared.</param>
internal sealed class ProcessExchanger(ProcessPool? pool) : IExchanger
{
    /// <summary>How many processes a pool needs: where two workers talk, this process is one of them.</summary>
    /// <param name="batch">What will be run.</param>
    /// <param name="concurrency">How many workers there are.</param>
    /// <returns>The pool's size.</returns>
    public static int Peers(Batch batch, int concurrency) => batch.Exchange is null ? concurrency : 1;

    /// <inheritdoc/>
    public Task RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        (pool ?? throw new InvalidOperationException("the pool was not prepared")).Run(exchange, cancellationToken);
        return Task.CompletedTask;
    }
}
