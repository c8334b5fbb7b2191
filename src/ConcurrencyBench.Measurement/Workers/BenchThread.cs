using System.Collections.Concurrent;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>
/// The one thread that operations are timed on. It is no thread-pool thread, so that a model which blocks it takes
/// nothing from the pool, and the sequential baseline runs where nothing else does.
/// </summary>
internal sealed class BenchThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];

    private readonly Thread _thread;

    public BenchThread()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "bench" };
        _thread.Start();
    }

    /// <summary>Runs a function on the thread, after what was given before.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="function">The function.</param>
    /// <returns>Its result or its exception.</returns>
    public Task<T> InvokeAsync<T>(Func<T> function)
    {
        // What awaits the result must not run on this thread.
        var call = new Task<T>(function, TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(call.RunSynchronously);
        return call;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }

    private void Run()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work();
        }
    }
}
