namespace ConcurrencyBench.Measurement.Tests;

internal static class Placeholder;
