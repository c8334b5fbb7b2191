namespace ConcurrencyBench.Analysis.Tests;

/// <summary>A model's turn in a block.</summary>
internal readonly record struct Visit(string Model, int Round, int Block);
