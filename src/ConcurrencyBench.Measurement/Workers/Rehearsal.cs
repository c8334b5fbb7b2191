using System.Diagnostics;
using System.Runtime;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Measurement.Launching;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>
/// Runs short operations until the runtime has compiled what a model does once in each, as starting its threads. What is called thirty times is
/// compiled again, and once more after thirty further calls, which a warm-up of whole operations does not reach: the compiler
/// then ran in one of four operations that counted, and <c>channels</c> took 7 % longer than a second later. A short operation
/// has the items of about a millisecond, by the first operation, which was cold. Where items run in other processes, those compile the same things once an
/// operation, and what serves a request to collect garbage as well.
/// </summary>
internal static class Rehearsal
{
    /// <summary>The runtime counts thirty calls, from a moment after the first on.</summary>
    private const int CallsUntilCompiled = 36;

    /// <summary>Two for what is compiled twice, and one in which it may still be in the compiler's queue.</summary>
    private const int FewestWindows = 3;

    /// <summary>So few compiled methods are compiled in less time than one operation differs from another.</summary>
    private const int HardlyAny = 2;

    private const double NanosecondsOfAnOperation = 1e6;

    /// <summary>One that is not much shorter, as where items wait all together, is run whole.</summary>
    private const double MostOfAnOperation = 0.25;

    /// <summary>Compiling begins on a core that is free; calls are counted after the runtime's pause, which code that was new meanwhile prolongs.</summary>
    private static readonly TimeSpan _pause = (2 * TieringDelay.Here) + TimeSpan.FromMilliseconds(2);

    /// <summary>A shorter operation, to rehearse with.</summary>
    /// <param name="model">Prepared for the whole operation. In other processes there are only whole streams.</param>
    /// <param name="whole">The operation that is measured.</param>
    /// <param name="concurrency">The most items in flight at once: it has no fewer.</param>
    /// <param name="nanoseconds">How long the whole one took.</param>
    /// <param name="limit">How long to rehearse at most.</param>
    /// <returns>The operation; null where it would not be much shorter, or too few fit in the time: what is compiled once only is compiled again later.</returns>
    public static Operation? Shorten(Model model, Operation whole, int concurrency, double nanoseconds, TimeSpan limit)
    {
        if (model.ItemsRunElsewhere() && whole.Recipe.Streams.Count > 0)
        {
            return null;
        }

        var share = Math.Max(NanosecondsOfAnOperation / nanoseconds, (double)concurrency / whole.Batch.Count);
        var all = TimeSpan.FromMicroseconds(FewestWindows * CallsUntilCompiled * share * nanoseconds / 1000);
        return share <= MostOfAnOperation && all <= limit ? whole.Shortened(share, concurrency) : null;
    }

    /// <summary>Runs operations until hardly anything is compiled any more; of a model whose items run in other processes, which compile unseen, as many as suffice.</summary>
    /// <param name="model">Prepared for the operation, or for the whole one.</param>
    /// <param name="operation">Run and verified many times.</param>
    /// <param name="concurrency">The most items in flight at once.</param>
    /// <param name="limit">How long to rehearse at most; an operation that has begun is ended.</param>
    /// <param name="isRepeated">Whether this process has rehearsed another cell of the model: if it then compiles hardly anything at first, that is all.</param>
    /// <returns>Whether the time sufficed.</returns>
    /// <exception cref="WrongDigestException">An answer was wrong.</exception>
    public static bool Run(Model model, Operation operation, int concurrency, TimeSpan limit, bool isRepeated = false)
    {
        var started = Stopwatch.GetTimestamp();
        var elsewhere = model as IRunsElsewhere;
        var oneSuffices = isRepeated && elsewhere is null;
        var (windows, isCompiling) = (0, true);

        // A timer would start threads of the pool, which are counted as the model's.
        using var never = new ManualResetEvent(false);
        while (isCompiling || (windows < FewestWindows && !(oneSuffices && windows == 1)))
        {
            var before = JitInfo.GetCompiledMethodCount();
            for (var call = 0; call < CallsUntilCompiled; call++)
            {
                if (Stopwatch.GetElapsedTime(started) >= limit)
                {
                    return false;
                }

                // As before each operation that counts.
                elsewhere?.CollectAsync().GetAwaiter().GetResult();
                operation.Clear();
                operation.RunAsync(model, concurrency, CancellationToken.None).GetAwaiter().GetResult();
                operation.Verify();
            }

            windows++;
            never.WaitOne(_pause);
            isCompiling = elsewhere is null && JitInfo.GetCompiledMethodCount() - before > HardlyAny;
        }

        return true;
    }
}
