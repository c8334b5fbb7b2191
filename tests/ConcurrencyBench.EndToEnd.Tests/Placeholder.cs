namespace ConcurrencyBench.EndToEnd.Tests;

internal static class Placeholder;
