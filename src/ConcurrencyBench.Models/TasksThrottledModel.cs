namespace ConcurrencyBench.Models;

/// <summary>
/// One task an item behind a <see cref="SemaphoreSlim"/> with as many places as the concurrency: the caller waits for a place, starts the
/// next item with <see cref="Task.Run(Func{Task})"/>, and the item gives its place back when it ends. Rejected: all tasks at once, each of
/// which waits for a place itself, which holds a task and a wait for every item from the start.
/// </summary>
public sealed class TasksThrottledModel : Model, IRunsItems
{
    /// <inheritdoc/>
    public override string Id => "tasks-throttled";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        183,
        "Throttled tasks",
        "one task for each item, started when a semaphore has a place",
        "many calls, of which only so many may be in flight",
        "every item costs a task and a turn at the semaphore, and whoever forgets to release one loses a place for good")
    {
        Look = new("#AA3377", MarkerForm.TriangleUp, IsOpen: true),
    };

    /// <inheritdoc/>
    public async Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        using var places = new SemaphoreSlim(concurrency);
        var run = new Run(batch, places, cancellationToken);
        var tasks = new List<Task>(batch.Count);
        for (var item = 0; item < batch.Count; item++)
        {
            // Not cancelled here: a cancelled item ends and gives back its place.
            await places.WaitAsync(CancellationToken.None);
            if (run.HasStopped)
            {
                break;
            }

            tasks.Add(run.Start(item));
        }

        await Task.WhenAll(tasks);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private sealed class Run(Batch batch, SemaphoreSlim places, CancellationToken cancellationToken)
    {
        private volatile bool _failed;

        public bool HasStopped => _failed || cancellationToken.IsCancellationRequested;

        public Task Start(int item) => Task.Run(() => RunAsync(item), CancellationToken.None);

        private async Task RunAsync(int item)
        {
            try
            {
                batch.Complete(item, await batch.ExecuteAsync(item, cancellationToken));
            }
            catch
            {
                _failed = true;
                batch.Abandon();
                throw;
            }
            finally
            {
                places.Release();
            }
        }
    }
}
