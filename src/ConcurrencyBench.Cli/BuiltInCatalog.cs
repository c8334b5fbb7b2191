using System.Reflection;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Models;
using ConcurrencyBench.Postgres;
using ConcurrencyBench.Processes;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Cli;

/// <summary>The parts that this program is composed of.</summary>
internal static class BuiltInCatalog
{
    /// <summary>Where they are: the program's own, and those that it was started with.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
        [typeof(PrimesWorkload).Assembly, typeof(SequentialModel).Assembly, typeof(PostgresWorkload).Assembly, .. OpenedAssemblies.All];

    /// <summary>Every model and workload there is.</summary>
    public static Catalog Catalog { get; } = new([.. Assemblies]);
}
