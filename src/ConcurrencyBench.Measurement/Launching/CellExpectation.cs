using System.Globalization;

namespace ConcurrencyBench.Measurement.Launching;

/// <summary>What is known of every right operation of a cell before a worker has answered, whichever model runs it.</summary>
/// <param name="Items">How many items it has.</param>
/// <param name="Digest">The digest of all of them (see <see cref="Abstractions.Digest.Append"/>), 16 hexadecimal digits.</param>
/// <param name="ShortestNanoseconds">How long it lasts at the least, because its items wait.</param>
public sealed record CellExpectation(int Items, string Digest, double ShortestNanoseconds)
{
    /// <summary>The same where the model's items run in other processes; null where that makes no difference.</summary>
    public CellExpectation? Elsewhere { get; init; }

    /// <summary>Reads what <see cref="Workers.ExpectedOperations"/> wrote after the concurrency.</summary>
    /// <param name="parts">Three, or five where operations of other processes have other items.</param>
    /// <returns>The expectation.</returns>
    internal static CellExpectation Parse(ReadOnlySpan<string> parts)
    {
        var here = new CellExpectation(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], double.Parse(parts[2], CultureInfo.InvariantCulture));
        return parts is [_, _, _, var items, var digest] ? here with { Elsewhere = here with { Items = int.Parse(items, CultureInfo.InvariantCulture), Digest = digest } } : here;
    }
}
