namespace ConcurrencyBench.Abstractions.Records;

/// <summary>What a calibration found of comparisons of one workload between models that behave as one of them does.</summary>
public sealed record CalibratedClass
{
    /// <summary>The workload's id.</summary>
    public required string Workload { get; init; }

    /// <summary>The id of the model whose copies were compared.</summary>
    public required string Model { get; init; }

    /// <summary>Whether it uses one core at the most.</summary>
    public required bool UsesOneCore { get; init; }

    /// <summary>What the machine had beside it.</summary>
    public required NeighbourKind Neighbour { get; init; }

    /// <summary>The id of what is compared, as "throughput" or "cpu".</summary>
    public required string Metric { get; init; }

    /// <summary>How many names the identical code had.</summary>
    public required int Copies { get; init; }

    /// <summary>How many rounds there were, each with fresh launches.</summary>
    public required int Rounds { get; init; }

    /// <summary>How many blocks a round has.</summary>
    public required int Blocks { get; init; }

    /// <summary>The share of its operations that were disturbed, by a neighbour or by other programs.</summary>
    public required double Disturbed { get; init; }

    /// <summary>The variance of a pair's log ratio between launches, blocks' own share taken off; 0 where launches do not differ.</summary>
    public required double LaunchVariance { get; init; }

    /// <summary>The variance of a pair's log ratio between blocks of one launch.</summary>
    public required double BlockVariance { get; init; }

    /// <summary>How many blocks a launch is worth: √(cost of a launch ÷ cost of a block × block variance ÷ launch variance), from 4 to 32 (Kalibera and Jones 2013).</summary>
    public required int BlocksPerLaunch { get; init; }

    /// <summary>What a launch with its warm-up costs, in seconds.</summary>
    public required double LaunchSeconds { get; init; }

    /// <summary>What an operation costs with all that is around it, in seconds.</summary>
    public required double OperationSeconds { get; init; }

    /// <summary>What <see cref="ComparisonRounds"/> rounds of a pair, the baseline and two null cases take, in seconds.</summary>
    public required double ComparisonSeconds { get; init; }

    /// <summary>Over how many rounds <see cref="HalfWidth"/>, <see cref="ComparisonSeconds"/>, <see cref="Coverage"/> and <see cref="CalledDifferent"/> are.</summary>
    public required int ComparisonRounds { get; init; }

    /// <summary>Half of the width of a 95 % interval of a ratio, relative: 0.02 for ± 2 %.</summary>
    public required double HalfWidth { get; init; }

    /// <summary>How many 95 % intervals of identical code hold 1: of pairs that share no copy, in rounds that none shares.</summary>
    public required ObservedShare Coverage { get; init; }

    /// <summary>
    /// How many of the same comparisons call it different, by one look after the last of their rounds, with the noise floor of the
    /// other copies on the machine without a neighbour. Pairs without other copies are not judged.
    /// </summary>
    public required ObservedShare CalledDifferent { get; init; }

    /// <summary>How many pairs that share no copy call it different at any look up to <see cref="Rounds"/>, with that floor; null in earlier files, where <see cref="CalledDifferent"/> was at any look.</summary>
    public ObservedShare? CalledAtAnyLook { get; init; }

    /// <summary>How often more work is found.</summary>
    public required IReadOnlyList<CalibratedDetection> Detections { get; init; }

    /// <summary>The same with plain runs, all of one and then all of the other; null where that was not measured.</summary>
    public CalibratedPlainRuns? PlainRuns { get; init; }
}
