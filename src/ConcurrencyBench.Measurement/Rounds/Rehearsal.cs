namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>
/// Runs each lane without counting it, until it used no core after two answers in a row. After its warm-up the runtime goes
/// on compiling in the background, and what it compiled may be called, counted and compiled again: that would slow the
/// first blocks. The processes of a pool share the items of an operation, so they need more operations than threads do.
/// </summary>
internal static class Rehearsal
{
    private const int MostRehearsals = 16;
    private const int QuietInARow = 2;

    /// <summary>Rehearses until the workers are quiet, but not for ever.</summary>
    /// <param name="lanes">The lanes of a comparison, prepared.</param>
    /// <param name="rehearse">Measures a lane once and forgets the result.</param>
    /// <returns>A task that ends when the first block may begin.</returns>
    public static async Task RunAsync(IReadOnlyList<Lane> lanes, Func<Lane, Task> rehearse)
    {
        foreach (var lane in lanes)
        {
            for (var (quiet, tried) = (0, 0); lane.IsAlive && quiet < QuietInARow && tried < MostRehearsals; tried++)
            {
                await rehearse(lane).ConfigureAwait(false);
                quiet = lane.IsQuiet ? quiet + 1 : 0;
            }
        }
    }
}
