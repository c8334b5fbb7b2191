namespace ConcurrencyBench.Abstractions.Records;

/// <summary>What the workers of a run run with: reported by one of them before the run, and checked at every launch.</summary>
public sealed record WorkerRuntime
{
    /// <summary>What a worker reported that was started for nothing in particular.</summary>
    public required RuntimeSettings Settings { get; init; }

    /// <summary>The names of those of its variables that this program set itself; the others are the user's.</summary>
    public IReadOnlyList<string> SetByProgram { get; init; } = [];

    /// <summary>What this program sets as well for workers of some models and workloads.</summary>
    public IReadOnlyList<WorkerKind> Kinds { get; init; } = [];

    /// <summary>What the user set to something else than the runtime does by itself, as "DOTNET_gcServer=1".</summary>
    /// <returns>In order of their names; empty when nothing is.</returns>
    public IReadOnlyList<string> UnusualVariables() =>
    [
        .. from variable in Settings.Variables
           where !SetByProgram.Contains(variable.Key) && RuntimeVariables.MayDecideFigures(variable.Key) && !RuntimeVariables.IsDefault(variable.Key, variable.Value)
           orderby variable.Key
           select $"{variable.Key}={variable.Value}",
    ];
}
