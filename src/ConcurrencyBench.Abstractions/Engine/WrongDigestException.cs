namespace ConcurrencyBench.Abstractions.Engine;

/// <summary>A model's answer was wrong: the cell fails, however fast it was.</summary>
/// <param name="workload">Which workload.</param>
/// <param name="item">The first item whose slot is wrong.</param>
/// <param name="expected">The right digest.</param>
/// <param name="actual">What the slot held: 0 when the item did not run, twice the digest when it ran twice.</param>
public sealed class WrongDigestException(string workload, int item, ulong expected, ulong actual)
    : Exception($"wrong digest: item {item} of {workload} gave {actual:x16}, expected {expected:x16} ({Reason(expected, actual)})")
{
    private static string Reason(ulong expected, ulong actual) =>
        actual == 0 ? "it did not run" : actual == unchecked(expected * 2) ? "it ran twice" : "its answer is wrong";
}
