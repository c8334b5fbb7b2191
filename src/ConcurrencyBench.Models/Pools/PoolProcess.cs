using System.Runtime.CompilerServices;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models.Pools;

/// <summary>
/// The inside of a pool process (<c>cbench pool-process</c>). One thread runs items when it is woken; the main thread
/// does nothing but read standard input, so that the process ends with its parent even while an item hangs.
/// </summary>
public static class PoolProcess
{
    /// <summary>The hidden verb of the program that starts a pool process.</summary>
    public const string Verb = "pool-process";

    /// <summary>Serves the pool until standard input closes.</summary>
    /// <param name="arguments">The shared file and the task, after the verb.</param>
    /// <returns>The exit code: 0, or 1 when the workload could not be set up.</returns>
    public static int Run(string[] arguments)
    {
        using var life = ChildLifetime.Begin();
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        if (Open(arguments, output) is not { } work)
        {
            // The answer says why. Ending before the parent has read it would look like a crash.
            input.ReadByte();
            return 1;
        }

        using var wake = new AutoResetEvent(initialState: false);
        PoolOrder order = default;
        new Thread(() => Serve(work, wake, () => order, output)) { IsBackground = true, Name = "cb-pool-items" }.Start();
        while (PoolOrder.Read(input) is { } latest)
        {
            order = latest;
            wake.Set();
        }

        // The shared memory stays mapped: an item may still be running, and the system takes it all back anyway.
        return 0;
    }

    private static (Batch Batch, SharedItems Items)? Open(string[] arguments, Stream output)
    {
        try
        {
            var task = PoolTask.Parse(arguments[1..]);
            var items = SharedItems.Open(arguments[0], task.Recipe.Items, task.MessageBytes);
            var batch = task.OpenAsync().GetAwaiter().GetResult();
            PoolReply.WriteDone(output);
            return (batch, items);
        }
        catch (Exception failure)
        {
            PoolReply.WriteFailure(output, failure);
            return null;
        }
    }

    private static void Serve((Batch Batch, SharedItems Items) work, AutoResetEvent wake, Func<PoolOrder> order, Stream output)
    {
        while (wake.WaitOne())
        {
            try
            {
                Obey(order(), work.Batch, work.Items);
                PoolReply.WriteDone(output);
            }
            catch (Exception failure)
            {
                PoolReply.WriteFailure(output, failure);
            }
        }
    }

    private static void Obey(PoolOrder order, Batch batch, SharedItems items)
    {
        switch (order.Kind)
        {
            case PoolOrder.RunChunk:
                RunChunk(batch, items, order.Chunk);
                break;
            case PoolOrder.RunShare:
                Together(items, () => RunShare(batch, items, order.Share));
                break;
            case PoolOrder.Answer:
                items.Messages!.Answer(batch.RoundTrips!);
                break;
            case PoolOrder.Collect:
                GarbageCollection.Collect();
                break;
            default:
                Together(items, () => RunItems(batch, items));
                break;
        }
    }

    private static void RunItems(Batch batch, SharedItems items)
    {
        while (items.TryTake(out var item))
        {
            Run(batch, items, item);
        }
    }

    // A chunk that fails is one call's failure; whether it stops others is for the parent to say.
    private static void RunChunk(Batch batch, SharedItems items, Chunk chunk)
    {
        for (var item = chunk.First; item < chunk.First + chunk.Count && !items.IsStopped; item++)
        {
            Run(batch, items, item);
        }
    }

    private static void RunShare(Batch batch, SharedItems items, StreamShare share)
    {
        var stream = batch.Streams[share.Stream];
        items.Stream(stream, StreamWorkers.Of(stream, share.Concurrency)).Work(share.Worker);
    }

    /// <summary>Does what all processes do at once; a failure here ends it everywhere.</summary>
    private static void Together(SharedItems items, Action work)
    {
        try
        {
            work();
        }
        catch
        {
            items.Stop();
            throw;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run(Batch batch, SharedItems items, int item)
    {
        // Slots add up over operations here, where they are not cleared; the difference is this run's digest.
        var before = batch.DigestOf(item);
        batch.Run(item);
        items.Add(item, batch.DigestOf(item) - before);
    }
}
