using System.Text.Json;

namespace ConcurrencyBench.Abstractions.Counters;

/// <summary>
/// One counter of what an operation costs beside time: a row of <see cref="CounterTable"/>. Where it is read decides what it is: at the end it is
/// a level, everywhere else the difference of two readings. A reading that the system does not give is null, never 0.
/// </summary>
/// <param name="Name">Its member in messages, journals and <c>summary.json</c>.</param>
/// <param name="Unit">Its base unit: "ns", "B", or empty for a number of things.</param>
/// <param name="Description">What it counts.</param>
public sealed record Counter(string Name, string Unit, string Description)
{
    /// <summary>Its row in the table, from 0.</summary>
    public int Index { get; init; }

    /// <summary>Its name as JSON has it.</summary>
    public JsonEncodedText JsonName { get; } = JsonEncodedText.Encode(Name);

    /// <summary>Reads it in the worker, directly around the operation.</summary>
    public Func<IWorkerReadings, long?>? InWorker { get; init; }

    /// <summary>Whether reading it in the worker takes longer than a microsecond: it is then read outside the timed region.</summary>
    public bool IsSlow { get; init; }

    /// <summary>
    /// Reads it of a process from outside, around the request: of the whole tree, or of the processes below the worker where the worker reads its own.
    /// A counter that only the worker reads is not available where other processes do the work.
    /// </summary>
    public Func<IProcessReadings, long?>? Outside { get; init; }

    /// <summary>Reads it of a process of the workload's server, around the request.</summary>
    public Func<IProcessReadings, long?>? OfFixture { get; init; }

    /// <summary>Reads it of the tree after the operation, when garbage has been collected.</summary>
    public Func<IReadOnlyList<IProcessReadings>, long?>? AtEnd { get; init; }

    /// <summary>The header of its column in the cost table and in exports; null for one that only <c>summary.json</c> shows. Counters with the same header are added.</summary>
    public string? Column { get; init; }
}
