using System.Text;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Launching;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>
/// One round of a workload. A fresh launch of every model, then at each concurrency several blocks, in each of which
/// every model is measured once, in seeded random order, one at a time. The others sit blocked on a read.
/// </summary>
internal sealed class Round(RunSession session, WorkloadPlan plan, int round, Action<string> report)
{
    private const int LaunchesPerCore = 2;

    /// <summary>How many blocks of a comparison are repeated because the run itself was stopped, beside those that others disturbed.</summary>
    private const int MostInterruptions = 5;

    private readonly Random _order = new((int)Digest.Of(session.Manifest.Seed + (ulong)round, Digest.Of(Encoding.UTF8.GetBytes(plan.Workload))));
    private int _block;

    private bool IsTimeUp => session.Clock.Left == TimeSpan.Zero;

    /// <summary>Launches, prepares, measures and ends the workers. Stops between measurements once the time is up.</summary>
    /// <param name="cancellationToken">Interrupts; what was measured until then is kept.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var launches = plan.Models.Where(model => !session.HasFailed(model, plan.Workload))
            .Select(model => new ModelLaunch(session, model, round)).ToList();
        if (launches.Count == 0)
        {
            return;
        }

        IOpenFixture? fixture = null;
        try
        {
            // Opened and checked before anything else takes a core.
            report("opening what the items talk to");
            fixture = await session.Source.OpenFixtureAsync(plan.Workload, session.Manifest.Seed, cancellationToken).ConfigureAwait(false);
            report("starting workers");
            await LaunchAsync(launches, cancellationToken).ConfigureAwait(false);
            foreach (var comparison in plan.Comparisons.TakeWhile(comparison => comparison == plan.Comparisons[0] || !IsTimeUp))
            {
                var compared = launches.Where(launch => comparison.Find(launch.Model) is not null).ToList();
                await CompareAsync(compared, comparison, fixture, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (WorkerException exception) when (fixture is null)
        {
            session.Record([.. launches.Select(launch => launch.Fail(FirstComparison(launch.Model), exception))]);
        }
        finally
        {
            await Task.WhenAll(launches.Select(launch => launch.DisposeAsync().AsTask())).ConfigureAwait(false);
            if (fixture is not null)
            {
                await fixture.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>The first comparison of a model: a failure before that is filed there, since the model may have no cell in any earlier one.</summary>
    private Comparison FirstComparison(string model) => plan.Comparisons.First(comparison => comparison.Find(model) is not null);

    /// <summary>Starting processes is not timed, so more start at once than there are cores: each waits for its own processes to be idle at times.</summary>
    private async Task LaunchAsync(List<ModelLaunch> launches, CancellationToken cancellationToken)
    {
        using var places = new SemaphoreSlim(LaunchesPerCore * session.Manifest.Environment.Cores);
        var failures = await Task.WhenAll(launches.Select(async launch =>
        {
            await places.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await launch.LaunchAsync(FirstComparison(launch.Model), cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                places.Release();
            }
        })).ConfigureAwait(false);
        session.Record([.. failures.OfType<JournalEntry>()]);
    }

    private async Task CompareAsync(List<ModelLaunch> launches, Comparison comparison, IOpenFixture fixture, CancellationToken cancellationToken)
    {
        foreach (var launch in launches)
        {
            if (IsTimeUp)
            {
                return;
            }

            report($"warming up at concurrency {comparison.Parameters}");
            await RecordAsync(launch.PrepareAsync(comparison, fixture, cancellationToken)).ConfigureAwait(false);
            await launch.SettleAsync(cancellationToken).ConfigureAwait(false);
        }

        if (session.Manifest.Plan.WarmsUp)
        {
            report($"compiling at concurrency {comparison.Parameters}");
            await JitWarmUp.RunAsync(launches, launch => RecordAsync(launch.WarmUpAsync(fixture, cancellationToken)), () => IsTimeUp, cancellationToken).ConfigureAwait(false);
        }

        // A disturbed block is repeated, but a machine that is always busy must not keep the run for ever. Without a
        // warm-up the workers' own compiling disturbs every block.
        var wanted = session.Manifest.Plan.BlocksPerRound;
        var most = session.Manifest.Plan.WarmsUp ? wanted + ((wanted + 1) / 2) : wanted;
        for (var (clean, tried, interrupted) = (0, 0, 0); clean < wanted && tried < most && launches.Exists(launch => launch.IsAlive);)
        {
            if (tried + interrupted > 0 && IsTimeUp)
            {
                return;
            }

            report($"block {clean + 1} of {wanted} at concurrency {comparison.Parameters}");
            var disturbance = await MeasureBlockAsync(launches, fixture, cancellationToken).ConfigureAwait(false);
            var isRepeated = disturbance == DisturbanceKind.Interrupted && interrupted < MostInterruptions;
            interrupted += isRepeated ? 1 : 0;
            tried += isRepeated ? 0 : 1;
            clean += disturbance == DisturbanceKind.None ? 1 : 0;
        }
    }

    private async Task RecordAsync(Task<JournalEntry?> step)
    {
        if (await step.ConfigureAwait(false) is { } entry)
        {
            session.Record(entry);
        }
    }

    private async Task<DisturbanceKind> MeasureBlockAsync(List<ModelLaunch> launches, IOpenFixture fixture, CancellationToken cancellationToken)
    {
        var order = launches.Where(launch => launch.IsAlive).ToArray();
        _order.Shuffle(order);
        var entries = new List<JournalEntry>();
        try
        {
            foreach (var launch in order)
            {
                entries.Add((await launch.MeasureAsync(_block, fixture, cancellationToken).ConfigureAwait(false))!);
                await launch.SettleAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _block++;
            session.Record(entries);
        }

        var kinds = entries.OfType<BlockMeasurement>().Select(measurement => measurement.Disturbance?.KindOn(session.Manifest.Environment) ?? DisturbanceKind.None)
            .Where(kind => kind != DisturbanceKind.None);
        return kinds.DefaultIfEmpty(DisturbanceKind.None).Min();
    }
}
