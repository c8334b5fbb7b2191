using System.Globalization;
using System.Runtime.ExceptionServices;

namespace ConcurrencyBench.Models.Pools;

/// <summary>
/// Dedicated OS threads that live for one operation: they are started, share out the items among themselves, and are
/// joined by the caller, which is blocked meanwhile. Nothing of them is left when the run ends, however it ends.
/// </summary>
public sealed class ThreadTeam
{
    /// <summary>How the name of every thread of a team begins; the team's name and the thread's number follow.</summary>
    public const string NamePrefix = "cb-";

    private readonly Action _stop;
    private ExceptionDispatchInfo? _failure;

    private ThreadTeam(Action stop) => _stop = stop;

    /// <summary>Runs a body on new threads and waits for all of them.</summary>
    /// <param name="name">What the threads are called, before their number.</param>
    /// <param name="size">How many threads, from 1.</param>
    /// <param name="items">Stopped when a body fails, so that the other threads end after the item they are at.</param>
    /// <param name="body">What each thread does: take items until there are none.</param>
    /// <exception cref="OperationCanceledException">The items' token was cancelled.</exception>
    /// <remarks>When bodies fail, the first exception in time is thrown, with the stack of its own thread.</remarks>
    public static void Run(string name, int size, ItemCounter items, Action body) =>
        Run(name, Enumerable.Repeat(body, size), items.Stop);

    /// <summary>Runs bodies on new threads, each on one, and waits for all of them.</summary>
    /// <param name="name">What the threads are called, before their number.</param>
    /// <param name="bodies">What each thread does.</param>
    /// <param name="stop">Called when a body has failed or could not be started, so that the other threads end.</param>
    internal static void Run(string name, IEnumerable<Action> bodies, Action stop) => new ThreadTeam(stop).RunMembers(name, bodies);

    /// <summary>Starts a thread that does not keep the process.</summary>
    internal static Thread StartThread(string name, int number, ThreadStart body)
    {
        var thread = new Thread(body)
        {
            IsBackground = true,
            Name = string.Create(CultureInfo.InvariantCulture, $"{NamePrefix}{name}-{number}"),
        };
        thread.Start();
        return thread;
    }

    private void RunMembers(string name, IEnumerable<Action> bodies)
    {
        var threads = new List<Thread>();
        try
        {
            foreach (var body in bodies)
            {
                threads.Add(StartThread(name, threads.Count, () => RunMember(body)));
            }
        }
        catch
        {
            // The system gives no more threads: those it gave must not outlive the operation.
            _stop();
            throw;
        }
        finally
        {
            threads.ForEach(thread => thread.Join());
        }

        _failure?.Throw();
    }

    private void RunMember(Action body)
    {
        try
        {
            body();
        }
        catch (Exception failure)
        {
            // Before the others are stopped: what one of them throws because of that is not the first.
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(failure), null);
            _stop();
        }
    }
}
