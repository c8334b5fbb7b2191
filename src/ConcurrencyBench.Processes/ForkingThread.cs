namespace ConcurrencyBench.Processes;

/// <summary>
/// The thread that starts child processes, which lives as long as this process. To the kernel a child's parent is a thread, and
/// a suspended one would be resumed at that thread's end (see <see cref="Suspension"/>).
/// </summary>
internal static class ForkingThread
{
    private static readonly TaskThread _thread = new("children");

    /// <summary>Runs a function on the thread and blocks until it returns.</summary>
    /// <param name="function">What to run; what it throws is thrown here.</param>
    public static T Run<T>(Func<T> function) => _thread.RunAsync(function).GetAwaiter().GetResult();
}
