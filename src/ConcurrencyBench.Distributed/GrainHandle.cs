using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Distributed;

/// <summary>One item that may be in flight, seen from the process that hands items out: a grain on a silo.</summary>
/// <param name="grain">The grain.</param>
/// <param name="silo">The name of the silo that it is on.</param>
/// <param name="breakage">Whether the cluster is whole.</param>
internal sealed class GrainHandle(IItemGrain grain, string silo, ClusterFailure breakage)
{
    /// <summary>Makes the slot's silo ready for a batch's items.</summary>
    /// <exception cref="PoolProcessException">The workload cannot be set up there, or the cluster broke.</exception>
    public async Task OpenAsync(SiloBatch task) => ThrowIf(await breakage.AnswerAsync(grain.OpenAsync(task), silo));

    /// <summary>Runs a chunk.</summary>
    /// <exception cref="PoolProcessException">The cluster broke.</exception>
    public Task<SiloReply> RunAsync(long operation, Chunk chunk) =>
        breakage.AnswerAsync(grain.RunAsync(operation, chunk.First, chunk.Count), silo);

    /// <summary>Brings a message to the slot's silo.</summary>
    /// <exception cref="PoolProcessException">It threw there, or the cluster broke.</exception>
    public async Task<byte[]> AskAsync(byte[] question)
    {
        var reply = await breakage.AnswerAsync(grain.AnswerAsync(question), silo);
        ThrowIf(reply.Failure);
        return reply.Bytes;
    }

    /// <summary>Brings events to their handlers in the slot's silo.</summary>
    /// <exception cref="PoolProcessException">A handler threw, or the cluster broke.</exception>
    public async Task HandleAsync(StreamOperation operation, byte[] events) =>
        ThrowIf(await breakage.AnswerAsync(grain.HandleAsync(operation, events), silo));

    /// <summary>Asks for what a handler has kept.</summary>
    /// <returns>Its sums of every source, or nothing when it had no event.</returns>
    /// <exception cref="PoolProcessException">The cluster broke.</exception>
    public async Task<byte[]> TakeSumsAsync(long operation, int handler) =>
        (await breakage.AnswerAsync(grain.TakeSumsAsync(operation, handler), silo)).Bytes;

    /// <summary>Lets no item of an operation begin any more on the slot's silo.</summary>
    public Task StopAsync(long operation) => breakage.AnswerAsync(grain.StopAsync(operation), silo);

    /// <summary>Collects the garbage of the slot's silo.</summary>
    /// <exception cref="PoolProcessException">The cluster broke.</exception>
    public Task CollectAsync() => breakage.AnswerAsync(grain.CollectAsync(), silo);

    /// <summary>Throws what was thrown on the slot's silo.</summary>
    /// <param name="failure">As it was reported; null when there is none.</param>
    /// <exception cref="PoolProcessException">There is one.</exception>
    public void ThrowIf(string? failure)
    {
        if (failure is not null)
        {
            throw new PoolProcessException($"in silo {silo}: {failure}");
        }
    }
}
