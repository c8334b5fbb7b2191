using ConcurrencyBench.Models.Schedulers;

namespace ConcurrencyBench.GreenThreads;

/// <summary>
/// A green thread's code: a loop that takes an item and waits for it, as a blocking thread's would. This file is compiled
/// twice, here and in ConcurrencyBench.Models: see <see cref="GreenCode"/>.
/// </summary>
internal sealed class GreenThread : GreenCode
{
    /// <inheritdoc/>
    public override Task RunAsync(GreenScheduler scheduler, int count)
    {
        var threads = new Task[count];
        for (var thread = 0; thread < threads.Length; thread++)
        {
            threads[thread] = LiveAsync(scheduler);
        }

        return Task.WhenAll(threads);
    }

    /// <inheritdoc/>
    public override Task RunAsync(Batch batch, ItemCounter items, int count, CancellationToken cancellationToken)
    {
        var threads = new Task[count];
        for (var thread = 0; thread < threads.Length; thread++)
        {
            threads[thread] = LiveAsync(batch, items, cancellationToken);
        }

        return Task.WhenAll(threads);
    }

    /// <inheritdoc/>
    public override async Task WaitAsync(GreenScheduler scheduler, int item, int depth)
    {
        if (depth > 0)
        {
            await WaitAsync(scheduler, item, depth - 1);
            return;
        }

        await scheduler.Run(item);
    }

    /// <inheritdoc/>
    public override Task ExchangeAsync(Exchange exchange, GreenInbox questions, GreenInbox answers, CancellationToken cancellationToken) =>
        Task.WhenAll(AnswerAsync(exchange, questions, answers), AskAsync(exchange, questions, answers, cancellationToken));

    private static async Task AskAsync(Exchange exchange, GreenInbox questions, GreenInbox answers, CancellationToken cancellationToken)
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

    private static async Task AnswerAsync(Exchange exchange, GreenInbox questions, GreenInbox answers)
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

    private static async Task LiveAsync(GreenScheduler scheduler)
    {
        try
        {
            while (scheduler.TryTake(out var item))
            {
                await scheduler.Run(item);
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
