using System.Globalization;

namespace ConcurrencyBench.Models.Pools;

/// <summary>
/// Dedicated OS threads that share out the items of an operation among themselves, while the caller is blocked. They are started for
/// one operation and joined at its end; or, once the team is kept, they sleep between operations and end with the team.
/// However an operation ends, none of its items runs any more.
/// </summary>
/// <param name="name">What the threads are called, before their number.</param>
/// <param name="size">How many threads, from 1.</param>
public sealed class ThreadTeam(string name, int size) : IDisposable
{
    /// <summary>How the name of every thread of a team begins; the team's name and the thread's number follow.</summary>
    public const string NamePrefix = "cb-";

    private readonly List<Thread> _kept = [];

    // Operations use them in turn, so that a thread which has just ended one does not find the next one's event set already.
    // An event wakes a thousand threads in two thirds of the time that a Monitor takes, whose lock each would need in turn.
    private readonly ManualResetEvent[] _turns = [new(false), new(false)];
    private readonly CountdownEvent _running = new(size);
    private int _turn;
    private TeamOperation? _operation;
    private Action? _body;

    /// <summary>
    /// A team as a workload's users would have it. Threads that serve kept connections are started when those are opened: started inside
    /// the operation, they cost more than the two requests that each of a thousand had. Others are started for each operation.
    /// </summary>
    /// <param name="recipe">What will be run.</param>
    /// <param name="name">What the threads are called, before their number.</param>
    /// <param name="size">How many threads, from 1.</param>
    /// <returns>The team.</returns>
    public static ThreadTeam For(BatchRecipe recipe, string name, int size)
    {
        var team = new ThreadTeam(name, size);
        if (recipe.KeepsConnections)
        {
            team.Keep();
        }

        return team;
    }

    /// <summary>Starts the threads, which run every operation from now on.</summary>
    internal void Keep()
    {
        try
        {
            while (_kept.Count < size)
            {
                _kept.Add(StartThread(name, _kept.Count, Serve));
            }
        }
        catch
        {
            // The system gives no more threads: those it gave must not stay.
            EndKept();
            throw;
        }
    }

    /// <summary>Runs a body on every thread and waits for all of them.</summary>
    /// <param name="items">Stopped when a body fails, so that the other threads end after the item they are at.</param>
    /// <param name="body">What each thread does: take items until there are none.</param>
    /// <exception cref="OperationCanceledException">The items' token was cancelled.</exception>
    /// <remarks>When bodies fail, the first exception in time is thrown, with the stack of its own thread.</remarks>
    public void Run(ItemCounter items, Action body)
    {
        if (_kept.Count == 0)
        {
            Run(name, Enumerable.Repeat(body, size), items.Stop);
            return;
        }

        var operation = new TeamOperation(items.Stop);
        (_operation, _body) = (operation, body);
        _running.Reset();
        WakeKept();
        _running.Wait();
        operation.ThrowFailure();
    }

    /// <summary>Ends the threads that are kept; not while an operation runs.</summary>
    public void Dispose()
    {
        EndKept();
        _running.Dispose();
        Array.ForEach(_turns, turn => turn.Dispose());
    }

    /// <summary>Runs bodies on new threads, each on one, and waits for all of them.</summary>
    /// <param name="name">What the threads are called, before their number.</param>
    /// <param name="bodies">What each thread does.</param>
    /// <param name="stop">Called when a body has failed or could not be started, so that the other threads end.</param>
    internal static void Run(string name, IEnumerable<Action> bodies, Action stop)
    {
        var operation = new TeamOperation(stop);
        var threads = new List<Thread>();
        try
        {
            foreach (var body in bodies)
            {
                threads.Add(StartThread(name, threads.Count, () => operation.RunMember(body)));
            }
        }
        catch
        {
            // The system gives no more threads: those it gave must not outlive the operation.
            stop();
            throw;
        }
        finally
        {
            threads.ForEach(thread => thread.Join());
        }

        operation.ThrowFailure();
    }

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

    private void EndKept()
    {
        if (_kept.Count == 0)
        {
            return;
        }

        _operation = null;
        WakeKept();
        _kept.ForEach(thread => thread.Join());
        _kept.Clear();
    }

    private void WakeKept()
    {
        // Every thread has passed the event of the operation before, and waits for this one's or is about to.
        _turns[_turn ^ 1].Reset();
        _turns[_turn].Set();
        _turn ^= 1;
    }

    private void Serve()
    {
        for (var turn = 0; ; turn ^= 1)
        {
            _turns[turn].WaitOne();
            if (_operation is not { } operation)
            {
                return;
            }

            operation.RunMember(_body!);
            _running.Signal();
        }
    }
}
