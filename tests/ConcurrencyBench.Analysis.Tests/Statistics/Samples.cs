using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Tests.Statistics;

/// <summary>Nested samples from arrays and from models of noise.</summary>
internal static class Samples
{
    public static NestedSample Of(params double[][] rounds)
    {
        var sample = new NestedSample();
        for (var round = 0; round < rounds.Length; round++)
        {
            foreach (var value in rounds[round])
            {
                sample.Add(round, value);
            }
        }

        return sample;
    }

    /// <summary>Rounds and blocks that each add an effect of their own; the mean of the whole is 0.</summary>
    public static NestedSample Draw(int rounds, int blocks, Func<double> roundEffect, Func<double> blockEffect)
    {
        var sample = new NestedSample();
        for (var round = 0; round < rounds; round++)
        {
            var effect = roundEffect();
            for (var block = 0; block < blocks; block++)
            {
                sample.Add(round, effect + blockEffect());
            }
        }

        return sample;
    }
}
