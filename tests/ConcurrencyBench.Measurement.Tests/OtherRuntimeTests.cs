using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Checks;
using ConcurrencyBench.Measurement.Protocol;
using ConcurrencyBench.Measurement.Tests.Fakes;

namespace ConcurrencyBench.Measurement.Tests;

/// <summary>Names of models of other runtimes: what a worker says, and what a plan then has.</summary>
public sealed class OtherRuntimeTests
{
    private static readonly Runtime CPython = new("cpython");

    [Theory]
    [InlineData("threading", "cpython-threading")]
    [InlineData("cpython", "cpython-cpython")]
    public void NameOf_AModel_IsUndoneByModelIdOf(string id, string name)
    {
        Assert.Equal(name, CPython.NameOf(id));
        Assert.Equal(id, CPython.ModelIdOf(name));
        Assert.Equal(id, CPython.ModelIdOf(ModelAlias.Again(name)));
        Assert.Equal(id, new Cell(CPython, name, "primes", Parameters.Of(2)).ModelId);
    }

    [Fact]
    public void NameOf_AModelOfThisProgram_IsItsId()
    {
        Assert.Equal("threads", Runtime.DotNet.NameOf("threads"));
        Assert.Equal("threads", Cell.Of("threads-again", "primes", 2).ModelId);
    }

    [Theory]
    [InlineData("Threading")]
    [InlineData("thread ing")]
    [InlineData("-threading")]
    [InlineData("threading-again")]
    [InlineData("a/b")]
    [InlineData("again")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void ExternalRules_NameThatCannotBeOneOfARun_IsAFault(string name)
    {
        Assert.Equal("models[0].id", ExternalRules.Of(Description(CPython, name))?.Member);
        if (name != "again")
        {
            Assert.Equal("runtime", ExternalRules.Of(Description(new Runtime(name), "threading"))?.Member);
        }
    }

    [Fact]
    public void ExternalRules_TwoModelsOfOneNameNoneOrThisRuntime_AreFaults()
    {
        Assert.Null(ExternalRules.Of(Description(new Runtime("cpython-3.13t"), "threading")));
        Assert.Equal("models", ExternalRules.Of(Description(CPython, "a", "a"))?.Member);
        Assert.Equal("models", ExternalRules.Of(Description(CPython))?.Member);
        Assert.Equal("runtime", ExternalRules.Of(Description(Runtime.DotNet, "a"))?.Member);
    }

    [Fact]
    public void ManifestRules_ModelOfAnotherRuntime_IsNamedAfterItAndOfOneRuntime()
    {
        Assert.Null(Fault(new Cell(CPython, "cpython-a", "primes", Parameters.Of(2))));
        Assert.Contains("named after it, as cpython-a", Fault(new Cell(CPython, "a", "primes", Parameters.Of(2))), StringComparison.Ordinal);
        Assert.Contains(
            "a model's name is of one runtime",
            Fault(new Cell(CPython, "cpython-a-b", "primes", Parameters.Of(2)), new Cell(new Runtime("cpython-a"), "cpython-a-b", "primes", Parameters.Of(1))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void ManifestRules_RuntimeOfThePlanIsNotRecorded_IsAFault()
    {
        using var run = new TestRun { Workloads = [new WorkloadPlan("primes", [Comparison.Of("primes", Parameters.Of(2), [new Cell(CPython, "cpython-a", "primes", Parameters.Of(2))])])] };
        Assert.Equal("otherRuntimes", ManifestRules.Of(run.Manifest)?.Member);
    }

    [Fact]
    public void Fingerprint_OfAnotherModelTraitOrVersion_IsAnother()
    {
        var description = Description(CPython, "a");
        Assert.Equal(description.Fingerprint(), Description(CPython, "a").Fingerprint());
        Assert.Distinct(
        [
            description.Fingerprint(),
            (description with { RuntimeVersion = "2" }).Fingerprint(),
            (description with { Models = [description.Models[0] with { IsConcurrent = false }] }).Fingerprint(),
            (description with { Models = [description.Models[0] with { Environment = new Dictionary<string, string> { ["A"] = "b" } }] }).Fingerprint(),
            (description with { OptionalMethods = ["idle"] }).Fingerprint(),
            (description with { Workloads = [] }).Fingerprint(),
        ]);
    }

    private static WorkerDescription Description(Runtime runtime, params IReadOnlyList<string> models) =>
        new(WorkerDescription.CurrentProtocolVersion, runtime, "1", [.. models.Select(model => new DescribedModel(model))], ["primes"]);

    private static string? Fault(params IReadOnlyList<Cell> cells)
    {
        using var run = new TestRun { Workloads = [new WorkloadPlan("primes", [.. cells.Select((cell, place) => Comparison.Of("primes", Parameters.Of(place + 1), [cell]))])] };
        return ManifestRules.Of(run.Manifest with { OtherRuntimes = [new RuntimeRecord(CPython, "1", "ff"), new RuntimeRecord(new Runtime("cpython-a"), "1", "ff")] })?.ToString();
    }
}
