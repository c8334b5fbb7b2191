namespace ConcurrencyBench.Models.Tests;

internal static class Placeholder;
