using ConcurrencyBench.Core;
using ConcurrencyBench.Models;
using ConcurrencyBench.Postgres;

namespace ConcurrencyBench.Cli;

/// <summary>The parts that this program is composed of.</summary>
internal static class Parts
{
    /// <summary>Every model and workload there is.</summary>
    public static Catalog Catalog { get; } = new(typeof(Catalog).Assembly, typeof(SequentialModel).Assembly, typeof(PostgresWorkload).Assembly);
}
