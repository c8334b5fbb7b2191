using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Reporting.Tests.Samples;

/// <summary>A row of the table; never run.</summary>
internal sealed class FakeModel(string id, ModelDescription description) : Model
{
    public override string Id => id;

    public override ModelDescription Description => description;
}
