using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models.Pools;

/// <summary>
/// Processes of this program that run the items of one workload over shared memory. Nothing of them is left after disposal, and they end by
/// themselves when this process does, however it does. The caller is blocked while an operation lasts, which has all
/// processes to itself.
/// </summary>
public sealed class ProcessPool : IDisposable
{
    // What a pool process takes for itself while it runs the http workload, and some to spare.
    private const long BytesPerProcess = 32L << 20;

    private readonly PoolMembers<PoolMember> _members;
    private readonly SharedItems _items;

    private ProcessPool(PoolTask task, long streamBytes)
    {
        _items = SharedItems.Create(task.Items, task.MessageBytes, streamBytes);
        _members = new PoolMembers<PoolMember>(_items.Stop);
    }

    /// <summary>The ids of the processes, in the order of their start.</summary>
    public IReadOnlyList<int> ProcessIds => [.. _members.All.Select(member => member.Id)];

    /// <summary>Whether the processes for a workload are available.</summary>
    /// <param name="workload">The workload, not set up.</param>
    /// <param name="concurrency">The most items in flight at once, from 1.</param>
    /// <returns>Yes, or no with what the system allows.</returns>
    public static Applicability Allows(Workload workload, int concurrency) =>
        Allows(workload is RoundTripWorkload ? 1 : Math.Max(concurrency, workload is StreamWorkload ? 2 : 1));

    /// <summary>Whether so many processes are available.</summary>
    /// <param name="size">How many, from 1.</param>
    /// <returns>Yes, or no with what the system allows.</returns>
    public static Applicability Allows(int size) =>
        SharedMemoryPlace.OfThisSystem.Availability is { Applies: false } refusal ? refusal : Fit(size, "processes", BytesPerProcess);

    /// <summary>Whether this machine has memory for so many of something.</summary>
    internal static Applicability Fit(int count, string what, long bytesEach)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return count * bytesEach <= memory
            ? Applicability.Yes
            : Applicability.No($"{count} {what} need about {count * bytesEach >> 20} MiB, and there are {memory >> 20} MiB");
    }

    /// <summary>Starts the processes side by side and waits until each has set its workload up.</summary>
    /// <param name="recipe">What they will run.</param>
    /// <param name="concurrency">
    /// The most items in flight at once, from 1: as many processes. A stream has one at least on either side, and where messages are
    /// exchanged this process is one of the two.
    /// </param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The pool, ready to run.</returns>
    /// <exception cref="PoolProcessException">
    /// So many processes, or what they share, do not fit into memory, or one could not be started, ended, or could not set its workload up.
    /// </exception>
    public static ProcessPool Start(BatchRecipe recipe, int concurrency, CancellationToken cancellationToken)
    {
        var size = recipe.MessageBytes == 0 ? StreamWorkers.PoolSize(recipe.Streams, concurrency) : 1;
        if (Allows(size).ReasonAgainst is { } reason)
        {
            throw new PoolProcessException(reason);
        }

        var task = PoolTask.Of(recipe);
        var pool = Create(task, SharedStream.Size(recipe.Streams, concurrency));
        try
        {
            var start = ProgramCommand.StartInfo([PoolProcess.Verb, pool._items.Path, .. task.ToArguments()]);
            pool._members.Start(size, ended => new PoolMember(start, ended));
            using (cancellationToken.UnsafeRegister(_ => pool._members.Kill(), null))
            {
                pool.ReadReplies();
            }

            cancellationToken.ThrowIfCancellationRequested();
            return pool;
        }
        catch
        {
            pool.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
        finally
        {
            // Every process has it open, or the attempt failed: from here on nothing can leak a file.
            pool._items.Unlink();
        }
    }

    /// <summary>Runs every item once.</summary>
    /// <param name="batch">The first items of what the pool was started for; receives the digests, also those of an operation that fails.</param>
    /// <param name="cancellationToken">Looked at before each item.</param>
    /// <exception cref="PoolProcessException">A process ended, or an item threw in one.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public void Run(Batch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _members.ThrowIfBroken();
        _items.Offer(batch.Count);
        try
        {
            using (cancellationToken.UnsafeRegister(_ => _items.Stop(), null))
            {
                _members.Attempt(member => member.Send(new PoolOrder(PoolOrder.Wake)));
                ReadReplies();
            }
        }
        finally
        {
            _items.MoveTo(batch, new Chunk(0, batch.Count));
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Makes every round trip once: the caller asks, the one process of the pool answers.</summary>
    /// <param name="exchange">The round trips.</param>
    /// <param name="cancellationToken">Looked at before each question.</param>
    /// <exception cref="PoolProcessException">The process ended, or making an answer threw.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public void Run(RoundTrips exchange, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _members.ThrowIfBroken();
        var messages = _items.Messages!;
        messages.Reset();
        _members.Attempt(member => member.Send(new PoolOrder(PoolOrder.Answer)));
        try
        {
            // A process that has ended meanwhile closed nothing: its watcher does, once it has filed how it ended.
            if (!_members.IsBroken)
            {
                messages.Ask(exchange, cancellationToken);
            }
        }
        finally
        {
            ReadReplies();
        }
    }

    /// <summary>Takes every event of a stream from sources in some processes to handlers in the others.</summary>
    /// <param name="stream">Receives what the handlers made of it.</param>
    /// <param name="number">Which of the workload's streams it is.</param>
    /// <param name="concurrency">Decides how many workers there are, at most one for each process.</param>
    /// <param name="cancellationToken">Ends the stream early.</param>
    /// <exception cref="PoolProcessException">A process ended, or a handler threw in one.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public void Run(EventStream stream, int number, int concurrency, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var shared = Open(stream, concurrency);
        var members = _members.All.Take(shared.Workers).ToList();
        using (cancellationToken.UnsafeRegister(_ => _items.Stop(), null))
        {
            for (var worker = 0; worker < members.Count; worker++)
            {
                var share = new StreamShare(number, concurrency, worker);
                _members.Attempt(members[worker], member => member.Send(new PoolOrder(PoolOrder.RunShare, Share: share)));
            }

            ReadReplies(members);
        }

        cancellationToken.ThrowIfCancellationRequested();
        shared.MoveTo(stream);
    }

    /// <summary>Makes a stream as new, to be run in shares; only while no process is busy.</summary>
    /// <exception cref="PoolProcessException">A process ended.</exception>
    private SharedStream Open(EventStream stream, int concurrency)
    {
        _members.ThrowIfBroken();
        _items.Resume();
        var shared = _items.Stream(stream, StreamWorkers.Of(stream, concurrency));
        shared.Reset();
        return shared;
    }

    /// <summary>Collects the garbage of every process; only while none is busy.</summary>
    /// <exception cref="PoolProcessException">A process ended.</exception>
    public void Collect()
    {
        _members.ThrowIfBroken();
        _members.Attempt(member => member.Send(new PoolOrder(PoolOrder.Collect)));
        ReadReplies();
    }

    /// <summary>Ends every process and gives the shared memory back.</summary>
    public void Dispose()
    {
        _members.Dispose();
        _items.Dispose();
    }

    private static ProcessPool Create(PoolTask task, long streamBytes)
    {
        try
        {
            return new ProcessPool(task, streamBytes);
        }
        catch (IOException failure)
        {
            throw new PoolProcessException($"cannot make the memory that the processes share: {failure.Message}");
        }
    }

    private void ReadReplies() => ReadReplies(_members.All);

    private void ReadReplies(IReadOnlyList<PoolMember> members)
    {
        string? failure = null;
        foreach (var member in members)
        {
            _members.Attempt(member, reading =>
            {
                var latest = Failure(reading);
                failure ??= latest;
            });
        }

        if (failure is not null)
        {
            throw new PoolProcessException(failure);
        }
    }

    private static string? Failure(PoolMember member) =>
        member.ReadReply() is { } thrown ? $"in pool process {member.Id}: {thrown}" : null;
}
