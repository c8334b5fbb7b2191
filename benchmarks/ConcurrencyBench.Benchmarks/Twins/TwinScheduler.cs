using System.Collections.Concurrent;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary>
/// Dedicated threads that drain a blocking collection of tasks: the fixed pool that is written where one is needed. No
/// names, no cancellation, no gate.
/// </summary>
internal sealed class TwinScheduler : TaskScheduler, IDisposable
{
    private readonly BlockingCollection<Task> _tasks = [];
    private readonly List<Thread> _threads = [];

    public TwinScheduler(int threads)
    {
        for (var thread = 0; thread < threads; thread++)
        {
            _threads.Add(new Thread(RunTasks));
            _threads[thread].Start();
        }
    }

    public void Dispose()
    {
        _tasks.CompleteAdding();
        _threads.ForEach(thread => thread.Join());
        _tasks.Dispose();
    }

    protected override void QueueTask(Task task) => _tasks.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => _tasks;

    private void RunTasks()
    {
        foreach (var task in _tasks.GetConsumingEnumerable())
        {
            TryExecuteTask(task);
        }
    }
}
