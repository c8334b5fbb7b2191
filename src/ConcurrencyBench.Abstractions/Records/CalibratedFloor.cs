namespace ConcurrencyBench.Abstractions.Records;

/// <summary>How far from equal two names of identical code look on a machine, in 99 of 100 comparisons.</summary>
/// <param name="Workload">The workload's id.</param>
/// <param name="UsesOneCore">Whether it holds between models that use one core at the most, or between others.</param>
/// <param name="Metric">The id of what is compared, as "throughput" or "cpu".</param>
/// <param name="Rounds">Over how many rounds.</param>
/// <param name="Blocks">Of how many blocks each.</param>
/// <param name="Ratio">The 99 % quantile of |estimate|, as a ratio from 1: what a later comparison exceeds in 1 of 100, the fewness of the rounds it was made of allowed for; in 3 to 5 where launches have a long tail.</param>
public sealed record CalibratedFloor(string Workload, bool UsesOneCore, string Metric, int Rounds, int Blocks, double Ratio);
