namespace ConcurrencyBench.Processes;

/// <summary>
/// A thread that runs functions one after another, for calls that block. On the thread pool each would hold a thread, of which the pool
/// adds one a second when all are held. It starts with the first function.
/// </summary>
internal sealed class TaskThread(string name) : IDisposable
{
    private readonly Queue<Task> _waiting = [];
    private Thread? _thread;
    private bool _isOver;

    /// <summary>Runs a function on the thread, after those that were given before.</summary>
    /// <exception cref="ObjectDisposedException">The thread takes no more functions.</exception>
    public Task<T> RunAsync<T>(Func<T> function)
    {
        var task = new Task<T>(function, TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting)
        {
            ObjectDisposedException.ThrowIf(_isOver, this);
            _waiting.Enqueue(task);
            Monitor.Pulse(_waiting);
            if (_thread is null)
            {
                _thread = new Thread(RunAll) { IsBackground = true, Name = name };
                _thread.Start();
            }
        }

        return task;
    }

    /// <summary>Lets the thread end after the functions that it has; does not wait for it.</summary>
    public void Dispose()
    {
        lock (_waiting)
        {
            _isOver = true;
            Monitor.Pulse(_waiting);
        }
    }

    private void RunAll()
    {
        while (Next() is { } task)
        {
            task.RunSynchronously(TaskScheduler.Default);
        }
    }

    private Task? Next()
    {
        lock (_waiting)
        {
            Task? next;
            while (!_waiting.TryDequeue(out next) && !_isOver)
            {
                Monitor.Wait(_waiting);
            }

            return next;
        }
    }
}
