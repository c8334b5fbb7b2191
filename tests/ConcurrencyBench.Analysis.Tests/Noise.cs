namespace ConcurrencyBench.Analysis.Tests;

/// <summary>Seeded random numbers of mean 0 and variance 1.</summary>
internal sealed class Noise(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Normal, by Box and Muller (1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    /// <summary>Lognormal: a long tail upwards, as of times that are now and then disturbed.</summary>
    public double Skewed(double sigma)
    {
        var square = Math.Exp(sigma * sigma);
        return (Math.Exp(sigma * Normal()) - Math.Sqrt(square)) / Math.Sqrt((square - 1) * square);
    }

    /// <summary>A position of a list.</summary>
    public int Index(int count) => _random.Next(count);
}
