using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models.Pools;

/// <summary>
/// The inside of a pool process that shares memory (<c>cbench shared-pool-process</c>). One thread runs items when it is woken; the main thread
/// does nothing but read standard input, so that the process ends with its parent even while an item hangs.
/// </summary>
public static class PoolProcess
{
    /// <summary>The hidden verb of the program that starts a pool process.</summary>
    public const string Verb = "shared-pool-process";

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

    private static (Operation Operation, SharedItems Items)? Open(string[] arguments, Stream output)
    {
        try
        {
            var task = PoolTask.Parse(arguments[1..]);
            var items = SharedItems.Open(arguments[0], task.Items, task.MessageBytes);
            var operation = task.OpenAsync().GetAwaiter().GetResult();
            PoolReply.WriteDone(output);
            return (operation, items);
        }
        catch (Exception failure)
        {
            PoolReply.WriteFailure(output, failure);
            return null;
        }
    }

    private static void Serve((Operation Operation, SharedItems Items) work, AutoResetEvent wake, Func<PoolOrder> order, Stream output)
    {
        while (wake.WaitOne())
        {
            try
            {
                Obey(order(), work.Operation, work.Items);
                PoolReply.WriteDone(output);
            }
            catch (Exception failure)
            {
                PoolReply.WriteFailure(output, failure);
            }
        }
    }

    private static void Obey(PoolOrder order, Operation operation, SharedItems items)
    {
        switch (order.Kind)
        {
            case PoolOrder.RunShare:
                Together(items, () => RunShare(operation, items, order.Share));
                break;
            case PoolOrder.Answer:
                items.Messages!.Answer(operation.RoundTrips!);
                break;
            case PoolOrder.Collect:
                GarbageCollection.Collect();
                break;
            default:
                Together(items, () => RunItems(operation, items));
                break;
        }
    }

    private static void RunItems(Operation operation, SharedItems items)
    {
        while (items.TryTake(out var item))
        {
            items.Add(item, operation.Run(item));
        }
    }

    private static void RunShare(Operation operation, SharedItems items, StreamShare share)
    {
        var stream = operation.Recipe.Streams[share.Stream];
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
}
