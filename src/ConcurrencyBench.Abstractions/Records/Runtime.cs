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

    /// <inheritdoc/>
    public override string ToString() => Id;
}
