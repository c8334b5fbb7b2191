using System.Text.Json.Serialization;
using ConcurrencyBench.Abstractions.Counters;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>
/// What an operation cost the model's whole process tree: a value for each counter of <see cref="CounterTable"/>, null where the system does not give it.
/// Only counters that this program decides by have a property of their own.
/// </summary>
[JsonConverter(typeof(CostsJson))]
public sealed record Costs
{
    private static readonly Counter _cpu = CounterTable.Named("cpuNanoseconds");
    private static readonly Counter _orchestratorCpu = CounterTable.Named("orchestratorCpuNanoseconds");
    private static readonly Counter _memory = CounterTable.Named("memoryBytes");
    private static readonly Counter _compilation = CounterTable.Named("compilationNanoseconds");

    // Never changed once another value can have it: what sets one makes a copy. A long journal has costs in every line, and a nullable number takes twice the room.
    private long[] _values;
    private ulong _known;

    /// <summary>Costs of which nothing is available.</summary>
    public Costs()
        : this(new long[CounterTable.All.Count], known: 0)
    {
    }

    /// <summary>Takes over a value for each row of the table.</summary>
    /// <param name="values">The values; 0 where it is absent.</param>
    /// <param name="known">A bit for each row, set where the value is there.</param>
    internal Costs(long[] values, ulong known) => (_values, _known) = (values, known);

    /// <summary>The value of a counter.</summary>
    /// <param name="counter">Which.</param>
    public long? this[Counter counter]
    {
        get => (_known & Bit(counter)) == 0 ? null : _values[counter.Index];
        init
        {
            _values = [.. _values];
            _values[counter.Index] = value ?? 0;
            _known = value is null ? _known & ~Bit(counter) : _known | Bit(counter);
        }
    }

    /// <summary>CPU time of all processes of the tree.</summary>
    public long? CpuNanoseconds
    {
        get => this[_cpu];
        init => this[_cpu] = value;
    }

    /// <summary>CPU time of the program that asked for the measurement, which only waits meanwhile.</summary>
    public long? OrchestratorCpuNanoseconds
    {
        get => this[_orchestratorCpu];
        init => this[_orchestratorCpu] = value;
    }

    /// <summary>Memory that the tree would need alone on the machine. PSS instead depends on how many models are compared.</summary>
    public long? MemoryBytes
    {
        get => this[_memory];
        init => this[_memory] = value;
    }

    /// <summary>Time that the worker's runtime spent compiling.</summary>
    public long? CompilationNanoseconds
    {
        get => this[_compilation];
        init => this[_compilation] = value;
    }

    /// <summary>Makes costs from a value for each counter.</summary>
    /// <param name="value">Gives it.</param>
    /// <returns>The costs.</returns>
    public static Costs Of(Func<Counter, long?> value)
    {
        var counters = CounterTable.All;
        var values = new long[counters.Count];
        var known = 0UL;
        for (var index = 0; index < values.Length; index++)
        {
            var found = value(counters[index]);
            values[index] = found ?? 0;
            known |= found is null ? 0 : Bit(counters[index]);
        }

        return new Costs(values, known);
    }

    /// <summary>A share of the costs, as of an operation that did everything more than once; what is read at its end alone is left as it is.</summary>
    /// <param name="share">The share, above 0.</param>
    /// <returns>The share, each counter rounded to the nearest whole number.</returns>
    public Costs Times(double share) =>
        share == 1 ? this : Of(counter => counter.AtEnd is null && this[counter] is { } value ? (long)Math.Round(value * share) : this[counter]);

    /// <summary>The bit of a counter: the table has at most 64.</summary>
    internal static ulong Bit(Counter counter) => 1UL << counter.Index;

    /// <inheritdoc/>
    public bool Equals(Costs? other) => other is not null && _known == other._known && _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(CpuNanoseconds, MemoryBytes);
}
