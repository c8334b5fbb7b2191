using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>
/// Runs each launch without counting it: short operations where its worker has them (<c>rehearse</c>), then whole ones until it was ready twice in
/// a row. Ready means that its runtimes hardly compiled during the operation, or where that is not known, that its processes used no
/// core right after it; so does an answer to <c>prepare</c> or <c>rehearse</c>. After its warm-up the runtime goes on compiling in the
/// background, and what it compiled may be called, counted and compiled again: that would slow the first blocks. What is compiled between
/// operations slows none, since all wait until the worker is idle. It takes as many operations, those of <c>prepare</c> among them, as have some
/// sixty items, though nothing is compiled in between. Where nothing was rehearsed to its end, the processes of a pool or a cluster share the items of
/// an operation, and each compiles for itself: as many beside those of <c>prepare</c> as give every process some sixty items, and never fewer than
/// eight, as items may be handed out in a few chunks. A cluster, which has far more code of its own, needs some twenty: until then an operation of
/// primes took 60 to 100 ms, and 45 to 50 ms afterwards. Where operations mostly wait, several launches run at a time: none of these operations counts.
/// </summary>
internal static class JitWarmUp
{
    private const int MostOperations = 16;
    private const int ReadyInARow = 2;
    private const int LaunchesPerCore = 4;
    private const int FewestOfChildren = 8;
    private const int FewestOfACluster = 20;

    /// <summary>What is said of settling goes by the last two.</summary>
    private const int FewestAfterRehearsal = 2;

    /// <summary>The runtime compiles what was called 30 times, and once more after 30 further calls.</summary>
    private const int ItemsUntilCompiled = 64;

    /// <summary>Of few items that take long, sixty would take minutes, and what is compiled is little beside them.</summary>
    private static readonly TimeSpan _longEnough = TimeSpan.FromSeconds(1);

    /// <summary>Processes share the items of an operation, and each compiles for itself.</summary>
    private static readonly TimeSpan _longEnoughForChildren = TimeSpan.FromSeconds(2);

    /// <summary>The protocol counts milliseconds.</summary>
    private static readonly TimeSpan _shortestRehearsal = TimeSpan.FromMilliseconds(1);

    /// <summary>Computing takes 0.1 to 0.4 s to rehearse.</summary>
    private static readonly TimeSpan _longestRehearsal = TimeSpan.FromSeconds(0.5);

    /// <summary>Where items mostly wait, for 10 to 20 ms, a hundred operations take this; several launches do so side by side.</summary>
    private static readonly TimeSpan _longestRehearsalOfWaits = TimeSpan.FromSeconds(3);

    /// <summary>So much longer a cluster needs, which has pauses of 0.2 s between what it rehearses, and sixteen processes that share the cores on which they compile.</summary>
    private static readonly TimeSpan _longerOfChildren = TimeSpan.FromSeconds(2);

    /// <summary>What compiling may take of an operation that is ready, on another core mostly: less than the difference between two launches of the same code.</summary>
    private const double CompilingShare = 0.03;

    /// <summary>Runs operations until the workers are ready, but not for ever.</summary>
    /// <param name="launches">All are prepared.</param>
    /// <param name="cores">Of those that mostly wait, four times as many run at a time, beside as many whose items run in processes of their own; of the others one does.</param>
    /// <param name="rehearse">Runs short operations of a launch that <see cref="ModelLaunch.AwaitsRehearsal"/>, for so long at most.</param>
    /// <param name="warmUp">Runs operations of a launch.</param>
    /// <param name="clock">How long it takes, and whether the run's time is up.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    public static async Task RunAsync(IReadOnlyList<ModelLaunch> launches, int cores, Func<ModelLaunch, TimeSpan, Task> rehearse, Func<ModelLaunch, Task> warmUp, RunClock clock, CancellationToken cancellationToken)
    {
        await Task.WhenAll(
            RunAsync(launches.Where(launch => launch is { WaitsMostly: true, HasChildren: true }), cores),
            RunAsync(launches.Where(launch => launch is { WaitsMostly: true, HasChildren: false }), LaunchesPerCore * cores)).ConfigureAwait(false);
        await RunAsync(launches.Where(launch => !launch.WaitsMostly), atATime: 1).ConfigureAwait(false);

        Task RunAsync(IEnumerable<ModelLaunch> some, int atATime) => Parallel.ForEachAsync(
            some, new ParallelOptions { MaxDegreeOfParallelism = atATime, CancellationToken = cancellationToken }, async (launch, _) => await MakeReadyAsync(launch).ConfigureAwait(false));

        async Task MakeReadyAsync(ModelLaunch launch)
        {
            var rehearses = launch is { IsAlive: true, AwaitsRehearsal: true };
            if (rehearses && clock.Left > _shortestRehearsal)
            {
                await rehearse(launch, Shorter(LongestRehearsal(launch), clock.Left)).ConfigureAwait(false);
                await launch.SettleAsync(cancellationToken).ConfigureAwait(false);
            }

            var (started, fewest) = (clock.Elapsed, Fewest(launch, rehearses));
            for (var tried = 0; launch.IsAlive && clock.Left > TimeSpan.Zero && (tried < fewest || (launch.ReadyInARow < ReadyInARow && tried < fewest + MostOperations)); tried += launch.OperationsAtOnce)
            {
                if (launch.ReadyInARow >= ReadyInARow && clock.Elapsed - started > (launch.HasChildren ? _longEnoughForChildren : _longEnough))
                {
                    break;
                }

                await warmUp(launch).ConfigureAwait(false);
                await launch.SettleAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether the runtime hardly compiled during any of some operations.</summary>
    /// <returns>Null where it does not say.</returns>
    internal static bool? HardlyCompiled(IReadOnlyList<Measured> operations) =>
        operations.Any(operation => operation.Costs.CompilationNanoseconds is null) ? null
        : operations.All(operation => operation.Costs.CompilationNanoseconds <= CompilingShare * operation.Nanoseconds);

    /// <summary>Whether processes that share some operations hardly compiled during them.</summary>
    /// <param name="operations">The operations.</param>
    /// <param name="compilationNanoseconds">How long their runtimes compiled in the background, all together; null where that is not known.</param>
    /// <param name="cores">How many of them can run at once.</param>
    /// <returns>Null where it is not known.</returns>
    internal static bool? HardlyCompiled(IReadOnlyList<Measured> operations, long? compilationNanoseconds, int cores) =>
        compilationNanoseconds is { } compiled ? compiled <= CompilingShare * cores * operations.Sum(operation => operation.Nanoseconds) : null;

    private static TimeSpan LongestRehearsal(ModelLaunch launch) =>
        (launch.WaitsMostly ? _longestRehearsalOfWaits : _longestRehearsal) + (launch.HasChildren ? _longerOfChildren : TimeSpan.Zero);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>How many whole operations are run at the least.</summary>
    private static int Fewest(ModelLaunch launch, bool rehearses)
    {
        var fewest = (int)Math.Ceiling(ItemsUntilCompiled / launch.ItemsOfAProcess);
        return !launch.HasChildren ? Math.Max(rehearses ? FewestAfterRehearsal : 0, launch.IsDotNet ? fewest - launch.OperationsSoFar : 0)
            : launch.IsRehearsed ? Math.Max(FewestAfterRehearsal, fewest)
            : launch.IsDotNet ? Math.Max(fewest, launch.OperationsAtOnce > 1 ? FewestOfACluster : FewestOfChildren)
            : 0;
    }
}
