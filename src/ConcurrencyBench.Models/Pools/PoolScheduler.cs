namespace ConcurrencyBench.Models.Pools;

/// <summary>
/// A task scheduler with a fixed number of threads of its own, which live until it is disposed: no other thread ever runs
/// one of its tasks. A thread that runs tasks is past its gate, passes a checkpoint after each, and releases it while it waits.
/// </summary>
internal sealed class PoolScheduler<TGate> : TaskScheduler, IDisposable
    where TGate : struct, IGate
{
    private readonly CallQueue _calls = new();
    private readonly List<Thread> _threads;
    private readonly TGate _gate;

    /// <summary>Starts the threads.</summary>
    /// <param name="name">What they are called, before their number.</param>
    /// <param name="size">How many, from 1.</param>
    /// <param name="gate">What they pass while they run tasks; copied for each.</param>
    public PoolScheduler(string name, int size, TGate gate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        _gate = gate;
        _threads = new List<Thread>(size);
        try
        {
            for (var number = 0; number < size; number++)
            {
                _threads.Add(ThreadTeam.StartThread(name, number, RunTasks));
            }
        }
        catch
        {
            // The system gives no more threads: those it gave must not stay.
            Dispose();
            throw;
        }
    }

    public override int MaximumConcurrencyLevel => _threads.Count;

    /// <summary>Runs the tasks that wait and ends the threads.</summary>
    public void Dispose()
    {
        _calls.Close();
        _threads.ForEach(thread => thread.Join());
    }

    protected override void QueueTask(Task task) => _calls.Add(task);

    /// <remarks>
    /// A task that was cancelled may stay queued: the TPL goes by its state, and a thread that takes it passes it over.
    /// Without this its future would wait for a thread to notify it.
    /// </remarks>
    protected override bool TryDequeue(Task task) => true;

    /// <remarks>Never: who waits for a task is no thread of the pool, or it would be one more that runs tasks.</remarks>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [.. _calls.Waiting];

    private void RunTasks()
    {
        var gate = _gate;
        while (_calls.Wait())
        {
            gate.ExitBlocking();
            while (_calls.TryTake(out var task))
            {
                TryExecuteTask(task);
                gate.Checkpoint();
            }

            gate.EnterBlocking();
        }
    }
}
