namespace ConcurrencyBench.Reporting.Tests;

internal static class Placeholder;
