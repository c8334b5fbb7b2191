namespace ConcurrencyBench.Workloads.Connections;

/// <summary>Which items give up and how: one in ten, half of them by a timeout and half by a token.</summary>
internal static class Patience
{
    private const int OneIn = 10;
    private const int First = 3;

    /// <summary>How long an item waits that gives up.</summary>
    public static TimeSpan Time { get; } = TimeSpan.FromMilliseconds(5);

    /// <summary>How many of the first items wait for their reply.</summary>
    public static int Patient(int items) => items - ((items + OneIn - 1 - First) / OneIn);

    /// <summary>What ends an item's patience.</summary>
    public static PatienceEnd EndOf(int item) =>
        item % OneIn != First ? PatienceEnd.None
        : item / OneIn % 2 == 0 ? PatienceEnd.Timeout
        : PatienceEnd.Token;
}
