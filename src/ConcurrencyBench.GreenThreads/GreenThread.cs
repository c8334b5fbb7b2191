using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Green;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.GreenThreads;

/// <summary>
/// A green thread's code: a loop that takes an item and waits for it, as a blocking thread's would. This file is compiled
/// twice, here and in ConcurrencyBench.Models: see <see cref="GreenCode"/>. Both forms have their loops optimised at once, by a setting of
/// their workers. Rejected: an attribute on the methods, which reaches those that the runtime suspends and not the state machines.
/// </summary>
internal sealed class GreenThread : GreenCode
{
    public override Task RunAsync(GreenScheduler scheduler, int count)
    {
        var threads = new Task[count];
        for (var thread = 0; thread < threads.Length; thread++)
        {
            threads[thread] = LiveAsync(scheduler);
        }

        return Task.WhenAll(threads);
    }

    public override Task RunAsync(Batch batch, ItemCounter items, int count, CancellationToken cancellationToken)
    {
        var threads = new Task[count];
        for (var thread = 0; thread < threads.Length; thread++)
        {
            threads[thread] = LiveAsync(batch, items, cancellationToken);
        }

        return Task.WhenAll(threads);
    }

    public override async Task WaitAsync(GreenWait wait, int item, int depth)
    {
        if (depth > 0)
        {
            await WaitAsync(wait, item, depth - 1);
            return;
        }

        await wait.For(item);
    }

    public override Task ExchangeAsync(RoundTrips exchange, GreenInbox questions, GreenInbox answers, CancellationToken cancellationToken) =>
        Task.WhenAll(AnswerAsync(exchange, questions, answers), AskAsync(exchange, questions, answers, cancellationToken));

    public override Task StreamAsync(EventStream stream, GreenQueue[] queues, CancellationToken cancellationToken)
    {
        var threads = new List<Task>();
        for (var handler = 0; handler < queues.Length; handler++)
        {
            threads.Add(HandleAsync(stream, handler, queues));
        }

        threads.Add(SendAsync(stream, queues, cancellationToken));
        return Task.WhenAll(threads);
    }

    private static async Task AskAsync(RoundTrips exchange, GreenInbox questions, GreenInbox answers, CancellationToken cancellationToken)
    {
        try
        {
            for (var item = 0; item < exchange.Count; item++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                questions.Put(exchange.Ask(item));
                if (await answers is not { } answer)
                {
                    return;
                }

                exchange.Finish(item, answer);
            }
        }
        finally
        {
            questions.Close();
        }
    }

    private static async Task AnswerAsync(RoundTrips exchange, GreenInbox questions, GreenInbox answers)
    {
        try
        {
            while (await questions is { } question)
            {
                answers.Put(exchange.Answer(question));
            }
        }
        finally
        {
            answers.Close();
        }
    }

    private static async Task SendAsync(EventStream stream, GreenQueue[] queues, CancellationToken cancellationToken)
    {
        try
        {
            for (var number = 0; number < stream.EventsPerSource; number++)
            {
                for (var source = 0; source < stream.Sources; source++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (!stream.TryNext(source, number, out var value))
                    {
                        continue;
                    }

                    foreach (var queue in queues)
                    {
                        while (!queue.IsClosed && !queue.TryPut(new StreamEvent(source, value)))
                        {
                            await queue.Room;
                        }

                        if (queue.IsClosed)
                        {
                            return;
                        }
                    }
                }
            }
        }
        finally
        {
            Close(queues);
        }
    }

    private static async Task HandleAsync(EventStream stream, int handler, GreenQueue[] queues)
    {
        var queue = queues[handler];
        try
        {
            while (true)
            {
                while (queue.TryTake(out var taken))
                {
                    stream.Handle(handler, taken.Source, taken.Value);
                }

                if (queue.IsClosed)
                {
                    return;
                }

                await queue.Events;
            }
        }
        catch
        {
            Close(queues);
            throw;
        }
    }

    private static void Close(GreenQueue[] queues)
    {
        foreach (var queue in queues)
        {
            queue.Close();
        }
    }

    private static async Task LiveAsync(GreenScheduler scheduler)
    {
        var wait = new GreenWait(scheduler);
        try
        {
            while (scheduler.TryTake(out var item))
            {
                await wait.For(item);
            }
        }
        catch
        {
            scheduler.Stop();
            throw;
        }
    }

    private static async Task LiveAsync(Batch batch, ItemCounter items, CancellationToken cancellationToken)
    {
        try
        {
            while (items.TryTake(out var item))
            {
                await batch.RunAsync(item, cancellationToken);
            }
        }
        catch
        {
            items.Stop();
            throw;
        }
    }
}
