using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.GreenThreads;
using ConcurrencyBench.Models.Loops;
using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models.Green;

/// <summary>
/// The code that green threads run. There is one source of it and two assemblies: one whose awaits the runtime does by
/// putting the frames themselves aside, one in which the compiler has made state machines of the methods.
/// </summary>
public abstract class GreenCode
{
    /// <summary>What a process must be started with, as "1", for the runtime to suspend frames.</summary>
    public const string Switch = "DOTNET_RuntimeAsync";

    // The runtime replaces code that is on a stack by a better form of it, but not where it suspends the frames itself: one call of a loop lasts for a whole operation.
    private const string TiersOfLoops = "DOTNET_TC_QuickJitForLoops";

    private const string Assembly = "ConcurrencyBench.GreenThreads";

    /// <summary>What a process with <see cref="AsStateMachines"/> is started with: loops are optimised at once, as in the other form.</summary>
    internal static IReadOnlyDictionary<string, string> EnvironmentOfStateMachines { get; } = new Dictionary<string, string>(SingleThread.Environment) { [TiersOfLoops] = "0" };

    /// <summary>What a process with <see cref="ForTheRuntime"/> is started with.</summary>
    internal static IReadOnlyDictionary<string, string> EnvironmentOfTheRuntime { get; } = new Dictionary<string, string>(EnvironmentOfStateMachines) { [Switch] = "1" };

    /// <summary>The code whose frames the runtime suspends.</summary>
    /// <returns>The code.</returns>
    /// <exception cref="NotSupportedException">The process was started without <see cref="Switch"/>.</exception>
    public static GreenCode ForTheRuntime() => Environment.GetEnvironmentVariable(Switch) == "1"
        ? (GreenCode)Activator.CreateInstance(System.Reflection.Assembly.Load(Assembly).GetType($"{Assembly}.GreenThread", throwOnError: true)!)!
        : throw new NotSupportedException($"the runtime suspends frames only in a process that was started with {Switch}=1");

    /// <summary>The code that was compiled to state machines.</summary>
    /// <returns>The code.</returns>
    public static GreenCode AsStateMachines() => new GreenThread();

    /// <summary>Runs green threads until all have ended.</summary>
    /// <param name="scheduler">Switches between them.</param>
    /// <param name="count">How many.</param>
    /// <returns>A task that ends with the last, and fails with the first failure.</returns>
    public abstract Task RunAsync(GreenScheduler scheduler, int count);

    /// <summary>Runs green threads whose items are code of their own, until all have ended.</summary>
    /// <param name="batch">The items.</param>
    /// <param name="items">What hands them out; stopped when one fails.</param>
    /// <param name="count">How many green threads.</param>
    /// <param name="cancellationToken">Handed to the items.</param>
    /// <returns>A task that ends with the last, and fails with the first failure.</returns>
    public abstract Task RunAsync(Batch batch, ItemCounter items, int count, CancellationToken cancellationToken);

    /// <summary>Waits for an item at the bottom of a chain of calls, all of whose frames are put aside.</summary>
    /// <param name="wait">Where the green thread waits for its items.</param>
    /// <param name="item">Which item.</param>
    /// <param name="depth">How many calls deep, from 0.</param>
    /// <returns>A task that ends with the item.</returns>
    public abstract Task WaitAsync(GreenWait wait, int item, int depth);

    /// <summary>Takes events from sources to handlers: a green thread for all sources, and one for each handler.</summary>
    /// <param name="stream">The events and the handlers.</param>
    /// <param name="queues">The handlers' queues.</param>
    /// <param name="cancellationToken">Looked at before each event.</param>
    /// <returns>A task that ends with all of them, and fails with the first failure.</returns>
    public abstract Task StreamAsync(EventStream stream, GreenQueue[] queues, CancellationToken cancellationToken);

    /// <summary>Runs two green threads that talk.</summary>
    /// <param name="exchange">The round trips.</param>
    /// <param name="questions">Where the one that answers waits.</param>
    /// <param name="answers">Where the one that asks waits.</param>
    /// <param name="cancellationToken">Looked at before each question.</param>
    /// <returns>A task that ends with both, and fails with the first failure.</returns>
    public abstract Task ExchangeAsync(RoundTrips exchange, GreenInbox questions, GreenInbox answers, CancellationToken cancellationToken);
}
