using System.Buffers.Binary;
using System.Collections.Concurrent;
using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models.Pools;

/// <summary>
/// Processes of this program that run the items of one workload, as Python's <c>multiprocessing.Pool</c>: a task goes out through a pipe, its result comes back,
/// and nothing is shared. Nothing of them is left after disposal, and they end by themselves when this process does, however it does. A caller is blocked
/// while its process works; as many callers at once as there are processes.
/// </summary>
public sealed class PipedPool : IDisposable
{
    /// <summary>What a pool process takes for itself while it runs the http workload, and some to spare.</summary>
    private const long BytesPerProcess = 32L << 20;

    private readonly PoolMembers<PipedMember> _members = new(() => { });
    private readonly ConcurrentStack<PipedMember> _idle = new();
    private int _operation;
    private int _stopped;

    private PipedPool()
    {
    }

    /// <summary>The ids of the processes, in the order of their start.</summary>
    public IReadOnlyList<int> ProcessIds => [.. _members.All.Select(member => member.Id)];

    /// <summary>Whether this machine has memory for the processes for a workload.</summary>
    /// <param name="workload">The workload, not set up.</param>
    /// <param name="concurrency">The most items in flight at once, from 1.</param>
    /// <returns>Yes, or no with what the system allows.</returns>
    public static Applicability Allows(Workload workload, int concurrency) =>
        ProcessPool.Fit(workload is RoundTripWorkload ? 1 : concurrency, "processes", BytesPerProcess);

    /// <summary>Starts the processes side by side and waits until each has set its workload up.</summary>
    /// <param name="recipe">What they will run.</param>
    /// <param name="concurrency">
    /// The most items in flight at once, from 1: as many processes. Of a stream they run the handlers, and where messages are exchanged there is one.
    /// </param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The pool, ready to run.</returns>
    /// <exception cref="PoolProcessException">So many do not fit into memory, or one could not be started, ended, or could not set its workload up.</exception>
    public static PipedPool Start(BatchRecipe recipe, int concurrency, CancellationToken cancellationToken)
    {
        var size = recipe.MessageBytes > 0 ? 1 : recipe.Streams.Select(stream => StreamWorkers.Of(stream, concurrency).Handlers).DefaultIfEmpty(concurrency).Max();
        if (ProcessPool.Fit(size, "processes", BytesPerProcess).ReasonAgainst is { } reason)
        {
            throw new PoolProcessException(reason);
        }

        var task = PoolTask.Of(recipe);
        var pool = new PipedPool();
        try
        {
            pool._members.Start(size, ended => new PipedMember(task, ended));
            using (cancellationToken.UnsafeRegister(_ => pool._members.Kill(), null))
            {
                pool.ReadAnswers();
            }

            cancellationToken.ThrowIfCancellationRequested();
            foreach (var member in pool._members.All)
            {
                pool._idle.Push(member);
            }

            return pool;
        }
        catch
        {
            pool.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    /// <summary>Begins an operation, of which <see cref="Stop"/> stops the items.</summary>
    /// <returns>Its number, from 1.</returns>
    public int Begin() => ++_operation;

    /// <summary>Runs a chunk in a process that has nothing to do.</summary>
    /// <param name="batch">Receives the digests.</param>
    /// <param name="chunk">The items; those that have not begun when their operation is stopped are left out.</param>
    /// <param name="operation">Which operation they belong to; <see cref="int.MaxValue"/> for one that is never stopped.</param>
    /// <exception cref="PoolProcessException">A process ended, or an item threw in this one.</exception>
    /// <exception cref="InvalidOperationException">Every process is busy.</exception>
    public void Run(Batch batch, Chunk chunk, int operation = int.MaxValue) => RunIdle(member => member.Run(batch, chunk, operation, IsStopped));

    /// <summary>Makes every round trip once: the caller asks, a process answers. A message is copied into the pipe and out of it.</summary>
    /// <param name="exchange">The round trips.</param>
    /// <param name="cancellationToken">Looked at before each question.</param>
    /// <exception cref="PoolProcessException">The process ended, or making an answer threw.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public void Run(RoundTrips exchange, CancellationToken cancellationToken) => RunIdle(member =>
    {
        for (var item = 0; item < exchange.Count; item++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            member.Send(PipeKind.Question, exchange.Ask(item));
            if (member.ReadAnswer() is { } failure)
            {
                return failure;
            }

            exchange.Finish(item, member.Answer);
        }

        return null;
    });

    /// <summary>Lets no item of the present operation begin any more, whichever process has it.</summary>
    public void Stop()
    {
        Interlocked.Exchange(ref _stopped, _operation);
        foreach (var member in _members.All)
        {
            member.Stop(_operation);
        }
    }

    /// <summary>Collects the garbage of every process; only while none is busy.</summary>
    /// <exception cref="PoolProcessException">A process ended.</exception>
    public void Collect()
    {
        _members.ThrowIfBroken();
        _members.Attempt(member => member.Send(PipeKind.Collect));
        ReadAnswers();
    }

    /// <summary>Ends every process.</summary>
    public void Dispose() => _members.Dispose();

    /// <summary>Begins a stream in the processes that run its handlers; only while none is busy.</summary>
    /// <exception cref="PoolProcessException">A process ended.</exception>
    internal PipedStream Open(EventStream stream, int number, int concurrency, CancellationToken cancellationToken)
    {
        _members.ThrowIfBroken();
        var workers = StreamWorkers.Of(stream, concurrency);
        var body = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(body, number);
        var handlers = _members.All.Take(workers.Handlers).ToArray();
        foreach (var member in handlers)
        {
            _members.Attempt(member, open => open.Send(PipeKind.Open, body));
        }

        return new PipedStream(stream, workers, _members, handlers, cancellationToken);
    }

    private bool IsStopped(int operation) => operation <= Volatile.Read(ref _stopped);

    private void RunIdle(Func<PipedMember, string?> call)
    {
        _members.ThrowIfBroken();
        if (!_idle.TryPop(out var member))
        {
            throw new InvalidOperationException($"all {_members.All.Count} processes of the pool are busy");
        }

        string? failure = null;
        try
        {
            _members.Attempt(member, idle => failure = call(idle));
        }
        finally
        {
            _idle.Push(member);
        }

        if (failure is not null)
        {
            throw new PoolProcessException(failure);
        }
    }

    private void ReadAnswers()
    {
        string? failure = null;
        _members.Attempt(member =>
        {
            var latest = member.ReadAnswer();
            failure ??= latest;
        });

        if (failure is not null)
        {
            throw new PoolProcessException(failure);
        }
    }
}
