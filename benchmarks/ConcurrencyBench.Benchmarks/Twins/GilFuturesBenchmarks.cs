using ConcurrencyBench.Models;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary>
/// <c>gil-futures</c> beside two threads that take turns under a hand-written lock, drain a locked queue of tasks, and let
/// go of the lock while the queue is empty; who fills the queue takes turns too.
/// </summary>
public class GilFuturesBenchmarks : ModelAndTwin<GilFuturesModel>
{
    private LockedScheduler? _scheduler;

    /// <inheritdoc/>
    protected override void StartTwin<TItem>(int count) =>
        _scheduler = new LockedScheduler(Concurrency, new HandedLock(TimeSpan.FromMilliseconds(ModelSettings.Default.SwitchIntervalMilliseconds)));

    /// <inheritdoc/>
    protected override Task RunTwinAsync<TItem>(ulong[] digests)
    {
        var futures = new Task[digests.Length];
        Action<object?> call = item => digests[(int)item!] = TItem.Run((int)item);
        _scheduler!.Turn.Take();
        for (var item = 0; item < futures.Length; item++)
        {
            futures[item] = Task.Factory.StartNew(call, item, CancellationToken.None, TaskCreationOptions.None, _scheduler);
            _scheduler.Turn.PassOnWhenAsked();
        }

        _scheduler.Turn.Drop();
        return Task.WhenAll(futures);
    }

    /// <inheritdoc/>
    protected override void EndTwin() => _scheduler?.Dispose();

    private sealed class LockedScheduler : TaskScheduler, IDisposable
    {
        private readonly Queue<Task> _tasks = [];
        private readonly List<Thread> _threads = [];
        private bool _ended;

        public LockedScheduler(int threads, HandedLock turn)
        {
            Turn = turn;
            for (var thread = 0; thread < threads; thread++)
            {
                _threads.Add(new Thread(RunTasks));
                _threads[thread].Start();
            }
        }

        public HandedLock Turn { get; }

        public void Dispose()
        {
            lock (_tasks)
            {
                _ended = true;
                Monitor.PulseAll(_tasks);
            }

            _threads.ForEach(thread => thread.Join());
        }

        protected override void QueueTask(Task task)
        {
            lock (_tasks)
            {
                _tasks.Enqueue(task);
                Monitor.Pulse(_tasks);
            }
        }

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

        protected override IEnumerable<Task> GetScheduledTasks() => [];

        private void RunTasks()
        {
            while (WaitForTask())
            {
                Turn.Take();
                while (Next() is { } task)
                {
                    TryExecuteTask(task);
                    Turn.PassOnWhenAsked();
                }

                Turn.Drop();
            }
        }

        private Task? Next()
        {
            lock (_tasks)
            {
                return _tasks.TryDequeue(out var task) ? task : null;
            }
        }

        private bool WaitForTask()
        {
            lock (_tasks)
            {
                while (_tasks.Count == 0 && !_ended)
                {
                    Monitor.Wait(_tasks);
                }

                return !_ended;
            }
        }
    }
}
