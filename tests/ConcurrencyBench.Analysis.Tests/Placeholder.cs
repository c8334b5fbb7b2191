namespace ConcurrencyBench.Analysis.Tests;

internal static class Placeholder;
