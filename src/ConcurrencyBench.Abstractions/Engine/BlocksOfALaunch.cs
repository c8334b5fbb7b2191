namespace ConcurrencyBench.Abstractions.Engine;

/// <summary>
/// How many blocks a launch is worth (Kalibera and Jones, "Rigorous benchmarking in reasonable time", 2013): the square root of what a launch
/// costs over what a block costs, times the variance between blocks over that between launches.
/// </summary>
public static class BlocksOfALaunch
{
    // Fewer have no median to speak of; more wait for too long for the next launch.
    private const int Fewest = 4;
    private const int Most = 32;

    /// <summary>The number of blocks.</summary>
    /// <param name="costRatio">What a launch costs over what a block costs; infinite where a block costs nothing.</param>
    /// <param name="varianceRatio">The variance between blocks over that between launches; infinite where launches do not differ.</param>
    /// <returns>A number from 4 to 32.</returns>
    public static int Of(double costRatio, double varianceRatio) =>
        varianceRatio <= 0 || costRatio <= 0 ? Fewest : (int)Math.Clamp(Math.Round(Math.Sqrt(costRatio * varianceRatio)), Fewest, Most);
}
