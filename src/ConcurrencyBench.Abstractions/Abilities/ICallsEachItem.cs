namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>
/// A workload whose every item is a call of its own: a model that otherwise hands out items in chunks hands out one at a time
/// (<see cref="ItemTraits.AreCalls"/>), so that what a call costs is measured beside what an item of a bulk does.
/// </summary>
public interface ICallsEachItem
{
    /// <summary>How many items an operation has where each is a message to another process: fewer, since a message takes a thousand times as long.</summary>
    int ItemsElsewhere { get; }
}
