using System.Text.Json.Serialization;

namespace ConcurrencyBench.Abstractions.Records;

/// <summary>What a worker runs on: this program's .NET, or an external one that speaks the worker protocol.</summary>
/// <param name="Id">Its public name, kebab-case, without a version; in files this text alone.</param>
[JsonConverter(typeof(RuntimeConverter))]
public readonly record struct Runtime(string Id)
{
    /// <summary>The runtime of the program itself.</summary>
    public static Runtime DotNet { get; } = new("dotnet");

    /// <summary>Whether the program itself runs on it, so that a .NET program can adopt its models.</summary>
    public bool IsDotNet => this == DotNet;

    /// <summary>The name in a run of a model of this runtime: no other runtime's model has it.</summary>
    /// <param name="modelId">The model's id in its worker.</param>
    /// <returns>The id alone for the program's own runtime, else as "cpython-threading".</returns>
    public string NameOf(string modelId) => Prefix + modelId;

    /// <summary>The id in its worker of a model of this runtime.</summary>
    /// <param name="name">The model's name in a run, or another name of it.</param>
    /// <returns>The id.</returns>
    public string ModelIdOf(string name)
    {
        var own = ModelAlias.ModelId(name);
        return own.StartsWith(Prefix, StringComparison.Ordinal) ? own[Prefix.Length..] : own;
    }

    /// <inheritdoc/>
    public override string ToString() => Id;

    private string Prefix => IsDotNet ? string.Empty : $"{Id}-";
}
