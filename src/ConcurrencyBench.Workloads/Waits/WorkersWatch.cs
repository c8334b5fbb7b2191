using System.Diagnostics;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Workloads.Waits;

/// <summary>Waits, on a thread of its own, until items in the processes below this one are all busy, reads the memory of all, and lets the items go.</summary>
internal sealed class WorkersWatch : IDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(1);

    private readonly FolderBarrier _barrier;
    private readonly int _count;
    private readonly ManualResetEvent _end = new(initialState: false);
    private readonly Thread _thread;
    private bool _isStarted;

    /// <summary>A watch that has not started.</summary>
    /// <param name="barrier">Where the items wait.</param>
    /// <param name="count">How many there are.</param>
    public WorkersWatch(FolderBarrier barrier, int count)
    {
        (_barrier, _count) = (barrier, count);
        _barrier.Reset();
        _thread = new Thread(Run) { IsBackground = true, Name = "cb-workers-watch" };
    }

    /// <summary>When all were busy; null as long as they are not.</summary>
    public long? Since { get; private set; }

    /// <summary>The private memory of this process and all below at that moment.</summary>
    public long? Bytes { get; private set; }

    /// <summary>How many processes there were below.</summary>
    public int Workers { get; private set; }

    /// <summary>Begins to watch.</summary>
    public void Start()
    {
        _isStarted = true;
        _thread.Start();
    }

    /// <summary>Lets the items go, whether or not all are busy.</summary>
    public void End() => _end.Set();

    public void Dispose()
    {
        End();
        if (_isStarted)
        {
            _thread.Join();
        }

        _end.Dispose();
    }

    private void Run()
    {
        try
        {
            Watch();
        }
        catch (IOException)
        {
            // The fixture is gone and took the folder with it: items that wait there find no file of theirs, and go on.
        }
    }

    private void Watch()
    {
        while (!_barrier.HaveCome(_count) && !_end.WaitOne(_pause))
        {
        }

        if (!_end.WaitOne(0))
        {
            var tree = ProcessTree.Of(Environment.ProcessId);
            Since = Stopwatch.GetTimestamp();
            Bytes = tree.Select(ProcessMemory.Private).Aggregate((long?)0, (sum, bytes) => sum + bytes);
            Workers = tree.Count - 1;
        }

        _barrier.End();
    }
}
