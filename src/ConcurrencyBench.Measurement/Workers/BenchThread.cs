using System.Runtime.CompilerServices;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>
/// The one thread that operations are timed on. It is no thread-pool thread, so that a model which blocks it takes
/// nothing from the pool, and the sequential baseline runs where nothing else does. It never keeps the process.
/// </summary>
internal sealed class BenchThread : IDisposable
{
    private readonly Queue<Action?> _work = new();

    public BenchThread() => new Thread(Run) { IsBackground = true, Name = "bench" }.Start();

    /// <summary>Runs an action on the thread, after what was given before.</summary>
    /// <param name="work">The action; it throws nothing.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Post(Action work) => Enqueue(work);

    /// <summary>Lets the thread end after what it was given.</summary>
    public void Dispose() => Enqueue(null);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Enqueue(Action? work)
    {
        lock (_work)
        {
            _work.Enqueue(work);
            Monitor.Pulse(_work);
        }
    }

    private void Run()
    {
        while (Dequeue() is { } work)
        {
            work();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Action? Dequeue()
    {
        lock (_work)
        {
            while (_work.Count == 0)
            {
                Monitor.Wait(_work);
            }

            return _work.Dequeue();
        }
    }
}
