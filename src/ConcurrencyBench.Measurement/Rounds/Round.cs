using ConcurrencyBench.Core;
using ConcurrencyBench.Core.Records;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>
/// One round of a workload: a fresh launch of every model, then at each concurrency several blocks, in each of which
/// every model is measured once, in seeded random order, one at a time. The others sit blocked on a read.
/// </summary>
internal sealed class Round(RunSession session, WorkloadPlan plan, int round, Action<string> tell)
{
    private readonly Random _order = new((int)Digest.Of(session.Manifest.Seed + (ulong)round, Digest.Of(System.Text.Encoding.UTF8.GetBytes(plan.Workload))));
    private int _block;

    /// <summary>Launches, prepares, measures and ends the workers. Stops between measurements once the time is up.</summary>
    /// <param name="cancellationToken">Interrupts; what was measured until then is kept.</param>
    /// <returns>A task that ends when no process is left.</returns>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var lanes = plan.Models.Where(model => !session.HasFailed(model, plan.Workload))
            .Select(model => new Lane(session, model, plan.Workload, round)).ToList();
        var opening = OpenFixtureAsync(lanes, cancellationToken);
        try
        {
            tell("starting workers");
            await Task.WhenAll(LaunchAsync(lanes, cancellationToken), opening).ConfigureAwait(false);
            foreach (var concurrency in plan.Concurrencies)
            {
                await CompareAsync(lanes, concurrency, await opening.ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            if (opening.IsCompletedSuccessfully && await opening.ConfigureAwait(false) is { } fixture)
            {
                await fixture.DisposeAsync().ConfigureAwait(false);
            }

            await Task.WhenAll(lanes.Select(lane => lane.DisposeAsync().AsTask())).ConfigureAwait(false);
        }
    }

    private async Task<IOpenFixture?> OpenFixtureAsync(List<Lane> lanes, CancellationToken cancellationToken)
    {
        try
        {
            return await session.Source.OpenFixtureAsync(plan.Workload, session.Manifest.Seed, cancellationToken).ConfigureAwait(false);
        }
        catch (WorkerException exception)
        {
            session.Record([.. lanes.Select(lane => lane.Fail(plan.Concurrencies[0], exception))]);
            return null;
        }
    }

    /// <summary>Starting processes is not timed, so as many start at once as there are cores.</summary>
    private async Task LaunchAsync(List<Lane> lanes, CancellationToken cancellationToken)
    {
        using var cores = new SemaphoreSlim(session.Manifest.Environment.Cores);
        var failures = await Task.WhenAll(lanes.Select(async lane =>
        {
            await cores.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await lane.LaunchAsync(plan.Concurrencies[0], cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                cores.Release();
            }
        })).ConfigureAwait(false);
        session.Record([.. failures.OfType<JournalEntry>()]);
    }

    private async Task CompareAsync(List<Lane> lanes, int concurrency, IOpenFixture? fixture, CancellationToken cancellationToken)
    {
        if (concurrency != plan.Concurrencies[0] && session.Clock.Left == TimeSpan.Zero)
        {
            return;
        }

        foreach (var lane in lanes)
        {
            tell($"warming up at concurrency {concurrency}");
            if (await lane.PrepareAsync(concurrency, fixture?.Address, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                session.Record(entry);
            }
        }

        // A block that others disturbed is repeated, but a machine that is always busy must not keep the run for ever.
        var wanted = session.Manifest.Plan.BlocksPerRound;
        for (var (clean, tried) = (0, 0); clean < wanted && tried < 2 * wanted && lanes.Exists(lane => lane.IsAlive); tried++)
        {
            if (tried > 0 && session.Clock.Left == TimeSpan.Zero)
            {
                return;
            }

            tell($"block {clean + 1} of {wanted} at concurrency {concurrency}");
            clean += await MeasureBlockAsync(lanes, fixture, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }
    }

    private async Task<bool> MeasureBlockAsync(List<Lane> lanes, IOpenFixture? fixture, CancellationToken cancellationToken)
    {
        var order = lanes.Where(lane => lane.IsAlive).ToArray();
        _order.Shuffle(order);
        int[] own = [System.Environment.ProcessId, .. fixture?.ProcessId is { } id ? [id] : Array.Empty<int>(), .. lanes.SelectMany(lane => lane.Processes)];
        var entries = new List<JournalEntry>();
        try
        {
            foreach (var lane in order)
            {
                entries.Add((await lane.MeasureAsync(_block, own, fixture?.ProcessId, cancellationToken).ConfigureAwait(false))!);
            }
        }
        finally
        {
            _block++;
            session.Record(entries);
        }

        return !Disturbance.Contaminates(entries.OfType<Core.Records.Measurement>(), session.Manifest.Environment.UsableCores);
    }
}
