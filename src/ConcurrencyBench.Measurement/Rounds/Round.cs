using ConcurrencyBench.Core;
using ConcurrencyBench.Core.Records;
using ConcurrencyBench.Measurement.Counters;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>
/// One round of a workload: a fresh launch of every model, then at each concurrency several blocks, in each of which
/// every model is measured once, in seeded random order, one at a time. The others sit blocked on a read.
/// </summary>
internal sealed class Round(RunSession session, WorkloadPlan plan, int round, Action<string> tell)
{
    private const int MostRehearsals = 4;
    private const int MostLooks = 16;
    private const double QuietShare = 0.05;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(120);

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

        tell($"rehearsing at concurrency {concurrency}");
        await RehearseAsync(lanes, cancellationToken).ConfigureAwait(false);

        // A block that others disturbed is repeated, but a machine that is always busy must not keep the run for ever.
        var wanted = session.Manifest.Plan.BlocksPerRound;
        for (var (clean, tried) = (0, 0); clean < wanted && tried < wanted + ((wanted + 1) / 2) && lanes.Exists(lane => lane.IsAlive); tried++)
        {
            if (tried > 0 && session.Clock.Left == TimeSpan.Zero)
            {
                return;
            }

            tell($"block {clean + 1} of {wanted} at concurrency {concurrency}");
            clean += await MeasureBlockAsync(lanes, fixture, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }
    }

    /// <summary>
    /// Rehearses until the workers use no core in between. After its warm-up the runtime goes on compiling in the
    /// background, and what it compiled may be called, counted and compiled again: that would disturb whoever is measured
    /// meanwhile, and slow the first blocks.
    /// </summary>
    private async Task RehearseAsync(IReadOnlyList<Lane> lanes, CancellationToken cancellationToken)
    {
        for (var rehearsal = 0; rehearsal < MostRehearsals; rehearsal++)
        {
            foreach (var lane in lanes.Where(lane => lane.IsAlive))
            {
                if (await lane.MeasureAsync(_block, fixtureProcess: null, cancellationToken).ConfigureAwait(false) is Failure failure)
                {
                    session.Record(failure);
                }
            }

            if (await BecomesQuietAsync([.. lanes.SelectMany(lane => lane.Processes)], cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    /// <summary>Waits until the processes use no core, but not for ever.</summary>
    /// <returns>Whether they were quiet at once.</returns>
    private static async Task<bool> BecomesQuietAsync(IReadOnlyList<int> processes, CancellationToken cancellationToken)
    {
        var before = Cpu(processes);
        for (var look = 0; look < MostLooks && processes.Count > 0; look++)
        {
            await Task.Delay(BetweenLooks, cancellationToken).ConfigureAwait(false);
            var now = Cpu(processes);
            if (now - before < QuietShare * BetweenLooks.TotalNanoseconds)
            {
                return look == 0;
            }

            before = now;
        }

        return processes.Count == 0;
    }

    private static long Cpu(IReadOnlyList<int> processes) => processes.Sum(process => ProcessClock.Read(process) ?? 0);

    private async Task<bool> MeasureBlockAsync(List<Lane> lanes, IOpenFixture? fixture, CancellationToken cancellationToken)
    {
        var order = lanes.Where(lane => lane.IsAlive).ToArray();
        _order.Shuffle(order);
        var entries = new List<JournalEntry>();
        try
        {
            foreach (var lane in order)
            {
                entries.Add((await lane.MeasureAsync(_block, fixture?.ProcessId, cancellationToken).ConfigureAwait(false))!);
            }
        }
        finally
        {
            _block++;
            session.Record(entries);
        }

        return !Disturbance.Contaminates(entries.OfType<Core.Records.Measurement>(), session.Manifest.Environment);
    }
}
