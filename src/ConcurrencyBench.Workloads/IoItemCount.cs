namespace ConcurrencyBench.Workloads;

/// <summary>
/// How many items an operation of 10 ms waits has. The baseline, one at a time, gets 8 (80 ms). With c in flight
/// there are four waves of c, so that what a model pays to start is spread over 40 ms and not over one wait. From 256
/// in flight on, where the items' own CPU time counts for more than the waits, the waves go down to two and the
/// operation stays within about 200 ms. Ratios are of throughput per item, so the numbers need not be equal.
/// </summary>
internal static class IoItemCount
{
    private const int Fewest = 8;
    private const int ShortenedFrom = 1024;

    /// <summary>The number of items, from 8; at least twice the concurrency above 4.</summary>
    /// <param name="concurrency">The cell's concurrency, from 1.</param>
    /// <param name="shortenedFrom">How many items of four waves are too many; fewer where items also compute.</param>
    public static int Items(int concurrency, int shortenedFrom = ShortenedFrom) =>
        Math.Max(Fewest, Math.Min(4 * concurrency, Math.Max(2 * concurrency, shortenedFrom)));
}
