using Orleans.Concurrency;
using Orleans.Placement;

namespace ConcurrencyBench.Distributed;

/// <summary>
/// A grain that is placed where its first caller's hint says, and stays there. Calls to it interleave where it awaits, so that
/// it can be asked to stop while its items run.
/// </summary>
/// <param name="items">The silo's.</param>
/// <param name="silo">Where this is.</param>
[RandomPlacement]
[Reentrant]
internal sealed class ItemGrain(SiloItems items, ILocalSiloDetails silo) : Grain, IItemGrain
{
    private readonly SiloHandlers _handlers = new();
    private Task _last = Task.CompletedTask;

    public Task<SiloAddress> LocateAsync() => Task.FromResult(silo.SiloAddress);

    public Task<string?> OpenAsync(SiloBatch task) => items.OpenAsync(task);

    public Task<SiloReply> RunAsync(long operation, int first, int count)
    {
        var run = RunAfterAsync(_last, operation, first, count);
        _last = run;
        return run;
    }

    public Task<SiloReply> AnswerAsync(byte[] question) => items.AnswerAsync(question);

    public async Task<string?> HandleAsync(StreamOperation operation, byte[] events) =>
        _handlers.Handle(operation.Number, (await items.OpenedAsync()).Recipe.Streams[operation.Stream], events);

    public Task<SiloReply> TakeSumsAsync(long operation, int handler) =>
        Task.FromResult(new SiloReply(_handlers.Take(operation, handler), null));

    public Task<bool> CollectAsync()
    {
        GarbageCollection.Collect();
        return Task.FromResult(true);
    }

    public Task<bool> StopAsync(long operation)
    {
        items.Stop(operation);
        return Task.FromResult(true);
    }

    private async Task<SiloReply> RunAfterAsync(Task earlier, long operation, int first, int count)
    {
        // How it ended is for its own caller to know.
        await earlier.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        return await items.RunAsync(operation, first, count);
    }
}
