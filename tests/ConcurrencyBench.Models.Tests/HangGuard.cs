namespace ConcurrencyBench.Models.Tests;

/// <summary>After how long a test is taken to hang. No limit of time: on a busy machine a cluster alone may take a minute to start.</summary>
internal static class HangGuard
{
    /// <summary>For xUnit's timeouts, in ms.</summary>
    public const int Milliseconds = 300_000;
}
