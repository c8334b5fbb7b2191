using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Tests.Statistics;

/// <summary>Draws runs of a known truth. Seeded: a simulation is like every other.</summary>
internal sealed class SimulatedRuns(NoiseShape shape, int seed)
{
    private const double LaunchNoise = 0.02;
    private const double BlockNoise = 0.03;
    private const double Correlation = 0.6;
    private const int RareLaunches = 17;
    private const double SlowLaunch = 0.3;

    private readonly Noise _noise = new(seed);

    private bool IsOneCore => shape is NoiseShape.QuietOneCore or NoiseShape.NoisyOneCore;

    private RecordedNoise? Recorded => shape switch
    {
        NoiseShape.QuietOneCore or NoiseShape.QuietTwoCores => RecordedNoise.Quiet,
        NoiseShape.NoisyOneCore or NoiseShape.NoisyTwoCores => RecordedNoise.Noisy,
        _ => null,
    };

    /// <summary>The logarithms of the ratios of two names of identical code, one of which may do 5 % more work.</summary>
    public NestedSample Pair(int rounds, int blocks, bool isMoreWork) => Samples.Of([.. Recorded is { } recorded
        ? Enumerable.Range(0, rounds).Select(_ => Drawn(recorded, blocks, isMoreWork))
        : Made(2, rounds, blocks).Select(round => round[0].Zip(round[1], (one, other) => one - other + (isMoreWork ? 0.05 : 0)).ToArray())]);

    /// <summary>The logarithms of one model's own times, whose mean over launches is 0.</summary>
    public NestedSample Alone(int rounds, int blocks) => Samples.Of([.. Made(1, rounds, blocks).Select(round => round[0])]);

    /// <summary>The levels of several names of identical code in each round, as a ranking has them.</summary>
    public IReadOnlyList<IReadOnlyList<double?>> Levels(int models, int rounds, int blocks)
    {
        var made = Made(models, rounds, blocks);
        return [.. Enumerable.Range(0, models).Select(model => made.Select(round => (double?)Medians.Of(round[model])).ToArray())];
    }

    private double[] Drawn(RecordedNoise recorded, int blocks, bool isMoreWork)
    {
        // Each launch of another pair and another round, so that few rounds give many runs. A round without a clean block gives none.
        var names = IsOneCore ? RecordedNoise.OneCore : RecordedNoise.TwoCores;
        while (true)
        {
            var other = _noise.Index(names.Count);
            var one = (other + 1 + _noise.Index(names.Count - 1)) % names.Count;
            var ratios = recorded.Ratios(isMoreWork ? (IsOneCore ? "loop-s5" : "threads-s5") : names[one], names[other], _noise.Index(recorded.Rounds), blocks);
            if (ratios.Length > 0)
            {
                return ratios;
            }
        }
    }

    /// <summary>By round and model, the logarithms of its blocks.</summary>
    private List<double[][]> Made(int models, int rounds, int blocks)
    {
        var launches = new double[models];
        var drift = 0.0;
        var made = new List<double[][]>();
        for (var round = 0; round < rounds; round++)
        {
            var shared = Enumerable.Range(0, blocks).Select(_ => shape == NoiseShape.Drift ? drift += 0.03 * _noise.Normal() : 0).ToArray();
            made.Add([.. Enumerable.Range(0, models).Select(model => Launch(model, launches, shared))]);
        }

        return made;
    }

    private double[] Launch(int model, double[] launches, double[] shared)
    {
        launches[model] = shape switch
        {
            NoiseShape.LaunchTail => LaunchNoise * _noise.Skewed(1),
            NoiseShape.RareSlowLaunches => (LaunchNoise * _noise.Normal()) + (SlowLaunch * ((_noise.Index(RareLaunches) == 0 ? 1 : 0) - (1.0 / RareLaunches))),
            NoiseShape.Modes => _noise.Index(2) * Math.Log(1.2),
            NoiseShape.AutocorrelatedLaunches => (Correlation * launches[model]) + (Math.Sqrt(1 - (Correlation * Correlation)) * LaunchNoise * _noise.Normal()),
            _ => LaunchNoise * _noise.Normal(),
        };
        var before = _noise.Normal();
        return [.. shared.Select(common => launches[model] + common + Block(model, ref before))];
    }

    private double Block(int model, ref double before)
    {
        before = shape == NoiseShape.AutocorrelatedBlocks ? (Correlation * before) + (Math.Sqrt(1 - (Correlation * Correlation)) * _noise.Normal()) : _noise.Normal();
        var isBurst = (shape == NoiseShape.BurstsOnBoth || (shape == NoiseShape.BurstsOnOne && model == 0)) && _noise.Index(5) == 0;
        return ((shape == NoiseShape.LaunchesAlone ? 0.1 : 1) * BlockNoise * before) + (isBurst ? 0.1 + (0.4 * _noise.Index(1000) / 1000) : 0);
    }
}
