namespace ConcurrencyBench.Abstractions.Records;

/// <summary>What a worker's runtime is set to, as the worker itself reports it: it decides figures as much as the model does.</summary>
public sealed record RuntimeSettings
{
    /// <summary>The runtime's version, as "10.0.12".</summary>
    public required string Version { get; init; }

    /// <summary>Whether the garbage collector is the server's; null for a runtime that has no such thing, as below.</summary>
    public bool? ServerGc { get; init; }

    /// <summary>Whether it collects in the background.</summary>
    public bool? ConcurrentGc { get; init; }

    /// <summary>How many heaps it has.</summary>
    public int? HeapCount { get; init; }

    /// <summary>The most memory that the heap may take; 0 for no limit.</summary>
    public long? HeapHardLimitBytes { get; init; }

    /// <summary>Whether what is called often is compiled again.</summary>
    public bool? TieredCompilation { get; init; }

    /// <summary>Whether it is then compiled by what was seen to happen.</summary>
    public bool? TieredPgo { get; init; }

    /// <summary>Whether code is used that was compiled ahead.</summary>
    public bool? ReadyToRun { get; init; }

    /// <summary>The variables of the runtime that the worker sees, by name; a long value is cut.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>In what another worker's settings differ, variables that say nothing about speed left aside.</summary>
    /// <param name="other">The other's.</param>
    /// <returns>One clause for each difference, as "DOTNET_gcServer=1 (was not set)"; empty when there is none.</returns>
    public IReadOnlyList<string> DifferencesOf(RuntimeSettings other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var variables = Variables.Keys.Union(other.Variables.Keys).Where(RuntimeVariables.MayDecideFigures).Order(StringComparer.Ordinal)
            .Where(name => Variables.GetValueOrDefault(name) != other.Variables.GetValueOrDefault(name))
            .Select(name => $"{name}{(other.Variables.TryGetValue(name, out var now) ? $"={now}" : " not set")} (was {Variables.GetValueOrDefault(name, "not set")})")
            .ToList();

        // What variables explain need not be said twice.
        return variables.Count > 0 ? variables : [.. Facts().Zip(other.Facts()).Where(pair => pair.First != pair.Second).Select(pair => $"{pair.Second} (was {pair.First})")];
    }

    private IEnumerable<string> Facts() =>
    [
        $"runtime {Version}",
        $"server garbage collection {ServerGc}",
        $"concurrent garbage collection {ConcurrentGc}",
        $"heaps {HeapCount}",
        $"heap limit {HeapHardLimitBytes} B",
        $"tiered compilation {TieredCompilation}",
        $"profile-guided optimisation {TieredPgo}",
        $"code compiled ahead {ReadyToRun}",
    ];
}
