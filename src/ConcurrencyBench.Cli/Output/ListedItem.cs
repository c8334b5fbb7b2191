namespace ConcurrencyBench.Cli.Output;

/// <summary>A thing that <c>cbench list</c> shows.</summary>
internal sealed record ListedItem(string Id, string Group, string Description);
