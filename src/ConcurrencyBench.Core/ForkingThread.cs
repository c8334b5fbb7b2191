using System.Collections.Concurrent;

namespace ConcurrencyBench.Core;

/// <summary>
/// The thread that starts child processes, which lives as long as this process: to the kernel a child's parent is a thread, and
/// one that stands still would be woken at that thread's end (see <see cref="Suspension"/>).
/// </summary>
internal static class ForkingThread
{
    private static readonly Lazy<BlockingCollection<Task>> Waiting = new(Start);

    /// <summary>Runs a function on the thread and blocks until it returns.</summary>
    /// <typeparam name="T">Of its result.</typeparam>
    /// <param name="function">What to run; what it throws is thrown here.</param>
    /// <returns>Its result.</returns>
    public static T Run<T>(Func<T> function)
    {
        var task = new Task<T>(function);
        Waiting.Value.Add(task);
        return task.GetAwaiter().GetResult();
    }

    private static BlockingCollection<Task> Start()
    {
        var waiting = new BlockingCollection<Task>();
        new Thread(() =>
        {
            foreach (var task in waiting.GetConsumingEnumerable())
            {
                task.RunSynchronously(TaskScheduler.Default);
            }
        })
        {
            IsBackground = true,
            Name = "children",
        }.Start();
        return waiting;
    }
}
