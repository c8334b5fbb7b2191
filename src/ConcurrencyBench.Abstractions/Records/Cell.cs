namespace ConcurrencyBench.Abstractions.Records;

/// <summary>What a figure is about: one model running one workload at one concurrency in one runtime.</summary>
/// <param name="Runtime">The runtime, as "dotnet".</param>
/// <param name="Model">The model's name in this run; a null case has its model's id and <see cref="NullCase.Suffix"/>.</param>
/// <param name="Workload">The workload's id.</param>
/// <param name="Concurrency">The most items in flight at once; 1 for the baseline.</param>
public sealed record Cell(string Runtime, string Model, string Workload, int Concurrency)
{
    /// <summary>The runtime of the program itself.</summary>
    public const string DotNet = "dotnet";

    /// <inheritdoc/>
    public override string ToString() => $"{Model}/{Workload}/{Concurrency}";
}
