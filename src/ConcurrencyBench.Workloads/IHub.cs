namespace ConcurrencyBench.Workloads;

/// <summary>Where calls that would block a thread are sent instead, while it is the <see cref="BlockingCalls.Hub"/> of that thread.</summary>
public interface IHub
{
    /// <summary>Puts the caller aside for a time and goes on with others.</summary>
    /// <param name="time">How long.</param>
    /// <returns>What the caller waits for.</returns>
    ValueTask SleepAsync(TimeSpan time);
}
