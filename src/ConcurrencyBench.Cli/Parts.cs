using System.Reflection;
using ConcurrencyBench.Core;
using ConcurrencyBench.Models;
using ConcurrencyBench.Postgres;

namespace ConcurrencyBench.Cli;

/// <summary>The parts that this program is composed of.</summary>
internal static class Parts
{
    /// <summary>Where they are.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } = [typeof(Catalog).Assembly, typeof(SequentialModel).Assembly, typeof(PostgresWorkload).Assembly];

    /// <summary>Every model and workload there is.</summary>
    public static Catalog Catalog { get; } = new([.. Assemblies]);
}
