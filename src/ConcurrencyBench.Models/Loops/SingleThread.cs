namespace ConcurrencyBench.Models.Loops;

/// <summary>What the workers of models with one thread are started with.</summary>
internal static class SingleThread
{
    /// <summary>
    /// A socket's completion is reported on the thread that learned of it, which hands it to the loop: without this it would
    /// take a turn through the thread pool first.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1",
    };
}
