namespace ConcurrencyBench.Models.Actors;

/// <summary>The message by which a worker reports a portion of items and asks for more.</summary>
/// <param name="Items">How many items the portion had.</param>
internal sealed record PortionRun(int Items)
{
    /// <summary>A portion of one item.</summary>
    public static PortionRun Single { get; } = new(1);
}
