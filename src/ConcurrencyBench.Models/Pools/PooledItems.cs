namespace ConcurrencyBench.Models.Pools;

/// <summary>
/// One task of the thread pool for each item, by its blocking form, all started at once and awaited together. The framework's
/// <see cref="ConcurrentExclusiveSchedulerPair"/> runs as many at once as are allowed. Each is a work item of the pool, as with
/// <see cref="Task.Run(Action)"/>: without that limit a pool thread that took one would run all that follow, and other work would wait for it.
/// </summary>
/// <param name="batch">Whose items.</param>
/// <param name="cancellationToken">Looked at before each item.</param>
internal sealed class PooledItems(Batch batch, CancellationToken cancellationToken)
{
    private const int ItemsOfAWorkItem = 1;

    private volatile bool _failed;

    private bool HasStopped => _failed || cancellationToken.IsCancellationRequested;

    /// <summary>Runs every item; once one has failed no other begins.</summary>
    public async Task RunAsync(int concurrency)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pool = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, concurrency, ItemsOfAWorkItem).ConcurrentScheduler;
        await Task.WhenAll(StartAll(pool));
        cancellationToken.ThrowIfCancellationRequested();
    }

    private ReadOnlySpan<Task> StartAll(TaskScheduler pool)
    {
        Action<object?> run = Run;
        var tasks = new Task[batch.Count];
        var started = 0;
        for (; started < tasks.Length && !HasStopped; started++)
        {
            tasks[started] = Task.Factory.StartNew(run, started, CancellationToken.None, TaskCreationOptions.DenyChildAttach, pool);
        }

        return tasks.AsSpan(0, started);
    }

    private void Run(object? item)
    {
        if (HasStopped)
        {
            return;
        }

        try
        {
            batch.Run((int)item!);
        }
        catch
        {
            _failed = true;
            batch.Abandon();
            throw;
        }
    }
}
