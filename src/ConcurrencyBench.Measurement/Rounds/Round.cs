using System.Text;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Calibrating;
using ConcurrencyBench.Measurement.Launching;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>
/// One round of a workload. A fresh launch of each of its models, one for each number of cores that workers run on, then for each comparison several blocks, in each of which
/// every cell is measured once, in seeded random order, one at a time. The others sit blocked on a read.
/// </summary>
internal sealed class Round(RunSession session, PlannedRound plan, int round, Action<string> report)
{
    private const int LaunchesPerCore = 2;

    private readonly Random _order = new((int)Digest.Of(session.Manifest.Seed + (ulong)round, Digest.Of(Encoding.UTF8.GetBytes(plan.Workload))));
    private int _block;

    private bool IsTimeUp => session.Clock.Left == TimeSpan.Zero;

    /// <summary>Launches, prepares, measures and ends the workers. Stops between measurements once the time is up.</summary>
    /// <param name="cancellationToken">Interrupts; what was measured until then is kept.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (LaunchesOf(plan.Parts).Count == 0)
        {
            return;
        }

        IOpenFixture? fixture = null;
        try
        {
            // Opened and checked before anything else takes a core.
            report("opening what the items talk to");
            fixture = await session.Source.OpenFixtureAsync(plan.Workload, session.Manifest.Seed, cancellationToken).ConfigureAwait(false);

            // A runtime counts its cores when it starts, so that comparisons on other numbers of cores have workers of their own.
            foreach (var parts in plan.Parts.GroupBy(part => session.Source.CoresOf(part.Comparison.Cells[0])))
            {
                await RunAsync([.. parts], fixture, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (WorkerException exception) when (fixture is null)
        {
            session.Record([.. LaunchesOf(plan.Parts).Select(launch => launch.Fail(FirstComparison(plan.Parts, launch.Model), exception))]);
        }
        finally
        {
            if (fixture is not null)
            {
                await fixture.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Runs parts of the round whose workers run on as many cores.</summary>
    private async Task RunAsync(IReadOnlyList<PlannedPart> parts, IOpenFixture fixture, CancellationToken cancellationToken)
    {
        if (parts[0] != plan.Parts[0] && IsTimeUp)
        {
            return;
        }

        var launches = LaunchesOf(parts);
        try
        {
            report("starting workers");
            await LaunchAsync(launches, parts, cancellationToken).ConfigureAwait(false);
            foreach (var part in parts.TakeWhile(part => part == plan.Parts[0] || !IsTimeUp))
            {
                var compared = launches.Where(launch => part.Comparison.Find(launch.Model) is not null).ToList();
                await CompareBesideAsync(compared, part, fixture, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await Task.WhenAll(launches.Select(launch => launch.DisposeAsync().AsTask())).ConfigureAwait(false);
        }
    }

    private List<ModelLaunch> LaunchesOf(IReadOnlyList<PlannedPart> parts) =>
    [
        .. from model in parts.SelectMany(part => part.Comparison.Cells).Select(cell => cell.Model).Distinct()
           where !session.HasFailed(model, plan.Workload)
           select new ModelLaunch(session, model, round),
    ];

    /// <summary>The first comparison of a model: a failure before that is filed there, since the model may have no cell in any earlier one.</summary>
    private static Comparison FirstComparison(IReadOnlyList<PlannedPart> parts, string model) => parts.First(part => part.Comparison.Find(model) is not null).Comparison;

    /// <summary>Starting processes is not timed, so more start at once than there are cores: each waits for its own processes to be idle at times.</summary>
    private async Task LaunchAsync(List<ModelLaunch> launches, IReadOnlyList<PlannedPart> parts, CancellationToken cancellationToken)
    {
        using var places = new SemaphoreSlim(LaunchesPerCore * session.Manifest.Environment.Cores);
        var failures = await Task.WhenAll(launches.Select(async launch =>
        {
            await places.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await launch.LaunchAsync(FirstComparison(parts, launch.Model), cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                places.Release();
            }
        })).ConfigureAwait(false);
        session.Record([.. failures.OfType<JournalEntry>()]);
    }

    /// <summary>Compares beside the comparison's neighbour, if it has one, and notes whether that was there.</summary>
    private async Task CompareBesideAsync(List<ModelLaunch> launches, PlannedPart part, IOpenFixture fixture, CancellationToken cancellationToken)
    {
        using var neighbour = part.Comparison.Neighbour is { } kind ? session.Neighbour(kind, session.Manifest.Seed + (ulong)round) : null;
        var started = session.Clock.Elapsed;
        try
        {
            await CompareAsync(launches, part, fixture, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            session.Record([.. neighbour is null ? (IEnumerable<JournalEntry>)[] : [PresenceOf(neighbour, part.Comparison, started)]]);
        }
    }

    private NeighbourPresence PresenceOf(INeighbour neighbour, Comparison comparison, TimeSpan started) => new()
    {
        Comparison = comparison.Id,
        Kind = comparison.Neighbour ?? NeighbourKind.None,
        WindowNanoseconds = (long)(session.Clock.Elapsed - started).TotalNanoseconds,
        CpuNanoseconds = neighbour.CpuNanoseconds,
        End = neighbour.End,
        Round = round,
        AtMilliseconds = (long)session.Clock.Elapsed.TotalMilliseconds,
    };

    private async Task CompareAsync(List<ModelLaunch> launches, PlannedPart part, IOpenFixture fixture, CancellationToken cancellationToken)
    {
        if (!await MakeReadyAsync(launches, part.Comparison, fixture, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        foreach (var together in part.Comparison.IsUnpaired ? launches.Chunk(1) : [[.. launches]])
        {
            await MeasureAsync([.. together], part, fixture, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task MeasureAsync(List<ModelLaunch> launches, PlannedPart part, IOpenFixture fixture, CancellationToken cancellationToken)
    {
        var tally = new BlockTally(part.Blocks, session.Manifest.Plan.WarmsUp);
        while (tally.NeedsMore(Living()) && (tally.IsEmpty || !IsTimeUp))
        {
            report($"block {tally.Next(Living())} of {part.Blocks} at concurrency {part.Comparison.Parameters}");
            tally.Add(await MeasureBlockAsync(launches, fixture, cancellationToken).ConfigureAwait(false), session.Manifest.Environment);
        }

        IEnumerable<Cell> Living() => launches.Where(launch => launch.IsAlive).Select(launch => part.Comparison.Find(launch.Model)!);
    }

    /// <summary>Prepares and warms up every launch.</summary>
    /// <returns>Whether there was time for all.</returns>
    private async Task<bool> MakeReadyAsync(List<ModelLaunch> launches, Comparison comparison, IOpenFixture fixture, CancellationToken cancellationToken)
    {
        try
        {
            return await PrepareAsync(launches, comparison, fixture, cancellationToken).ConfigureAwait(false)
                && await WarmUpAsync(launches, comparison, fixture, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            session.Record([.. launches.Select(launch => launch.TakeLaunch()).OfType<Launch>()]);
        }
    }

    private async Task<bool> PrepareAsync(List<ModelLaunch> launches, Comparison comparison, IOpenFixture fixture, CancellationToken cancellationToken)
    {
        foreach (var launch in launches)
        {
            if (IsTimeUp)
            {
                return false;
            }

            report($"warming up at concurrency {comparison.Parameters}");
            await RecordAsync(launch.PrepareAsync(comparison, fixture, cancellationToken)).ConfigureAwait(false);
            await launch.SettleAsync(cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private async Task<bool> WarmUpAsync(List<ModelLaunch> launches, Comparison comparison, IOpenFixture fixture, CancellationToken cancellationToken)
    {
        if (!session.Manifest.Plan.WarmsUp)
        {
            return true;
        }

        report($"compiling at concurrency {comparison.Parameters}");
        await JitWarmUp.RunAsync(launches, session.Manifest.Environment.Cores, Rehearse, launch => RecordAsync(launch.WarmUpAsync(fixture, cancellationToken)), session.Clock, cancellationToken).ConfigureAwait(false);

        // A warm-up that the end of the budget cut short leaves code that is not compiled yet.
        return !IsTimeUp;

        Task Rehearse(ModelLaunch launch, TimeSpan limit) => RecordAsync(launch.RehearseAsync(fixture, limit, cancellationToken));
    }

    private async Task RecordAsync(Task<JournalEntry?> step)
    {
        if (await step.ConfigureAwait(false) is { } entry)
        {
            session.Record(entry);
        }
    }

    private async Task<IReadOnlyList<BlockMeasurement>> MeasureBlockAsync(List<ModelLaunch> launches, IOpenFixture fixture, CancellationToken cancellationToken)
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

        return [.. entries.OfType<BlockMeasurement>()];
    }
}
