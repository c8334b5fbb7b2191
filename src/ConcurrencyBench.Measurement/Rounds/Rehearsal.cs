namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>
/// Runs every lane once without counting it, until none uses a core after its answer. After its warm-up the runtime goes
/// on compiling in the background, and what it compiled may be called, counted and compiled again: that would slow the
/// first blocks.
/// </summary>
internal static class Rehearsal
{
    private const int MostRehearsals = 2;

    /// <summary>Rehearses until the workers are quiet, but not for ever.</summary>
    /// <param name="lanes">The lanes of a comparison, prepared.</param>
    /// <param name="rehearse">Measures a lane once and forgets the result.</param>
    /// <returns>A task that ends when the first block may begin.</returns>
    public static async Task RunAsync(IReadOnlyList<Lane> lanes, Func<Lane, Task> rehearse)
    {
        for (var rehearsal = 0; rehearsal < MostRehearsals; rehearsal++)
        {
            foreach (var lane in lanes.Where(lane => lane.IsAlive))
            {
                await rehearse(lane).ConfigureAwait(false);
            }

            if (lanes.Where(lane => lane.IsAlive).All(lane => lane.IsQuiet))
            {
                return;
            }
        }
    }
}
