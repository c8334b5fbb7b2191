namespace ConcurrencyBench.Cli.Output;

/// <summary>A thing that <c>cbench list</c> shows.</summary>
/// <param name="Id">Its public name.</param>
/// <param name="Group">What it belongs to: a model's mechanism, a workload's kind, a claim's model.</param>
/// <param name="Description">One sentence.</param>
internal sealed record ListedItem(string Id, string Group, string Description);
