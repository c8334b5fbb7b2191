namespace ConcurrencyBench.Abstractions;

/// <summary>A model's row of the comparison table.</summary>
/// <param name="Row">Where the row stands, from 0 for the baseline.</param>
/// <param name="Mechanism">The mechanism's name, as in the table.</param>
/// <param name="WhatItIs">What it is, in a few words.</param>
/// <param name="GoodFor">What it is good for, in a few words.</param>
/// <param name="FallsShort">Where it falls short, in a few words; empty for the baseline.</param>
public sealed record ModelDescription(int Row, string Mechanism, string WhatItIs, string GoodFor, string FallsShort)
{
    /// <summary>What it looks like in charts; null for a look by its name.</summary>
    public ModelLook? Look { get; init; }
}
