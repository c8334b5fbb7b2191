using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Cli;
using ConcurrencyBench.Cli.Options;
using ConcurrencyBench.Measurement.Planning;
using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.EndToEnd.Tests.CommandLine;

/// <summary>Parameters of workloads from what users name to what is planned.</summary>
public sealed class WorkloadParametersTests
{
    [Fact]
    public void Parse_WorkloadWithParameters_NamesThoseThatAreNotUsual()
    {
        Assert.Equal(["http"], Parse("http"));
        Assert.Equal(["http/delay=0"], Parse("http/delay=0"));
        Assert.Equal(["http"], Parse("http/delay=10"));
        Assert.Equal(["http/delay=0", "http"], Parse("http/delay=all"));
    }

    [Theory]
    [InlineData("http/delay=5", "parameter delay of workload http has no value 5: it is 0 or 10 ms, usually 10")]
    [InlineData("http/delay=ten", "parameter delay of workload http has no value 'ten': it is 0 or 10 ms, usually 10")]
    [InlineData("http/delya=0", "unknown parameter of workload http 'delya': did you mean 'delay'? The known ones are delay")]
    [InlineData("http/delay", "'delay' of workload http is no parameter: give NAME=NUMBER, or NAME=all")]
    [InlineData("http/delay=0/delay=10", "'http/delay=0/delay=10' names parameter delay twice: name it once")]
    [InlineData("primes/delay=0", "workload primes has no parameter delay, and no other")]
    public void Parse_UnknownNameOrValue_IsRefused(string text, string message) =>
        Assert.Equal($"--workloads: {message}", Assert.Throws<UsageException>(() => new Setting("--workloads", text).Workloads(BuiltInCatalog.Catalog.Workloads)).Message);

    [Fact]
    public void Build_WorkloadWithAParameter_PlansItAtItsUsualConcurrenciesWithItsBaseline()
    {
        var plan = Build("tcp/delay=0,tcp");

        Assert.Equal(["tcp/16", "tcp/64/delay=0", "tcp/256/delay=0", "tcp/1000/delay=0"], plan.Comparisons.Select(comparison => comparison.Id));
        Assert.Equal(Parameters.Of(1).With("delay", 0), plan.Comparisons.Last().Baseline!.Parameters);
        Assert.Equal(Parameters.Of(1), plan.Comparisons.First().Baseline!.Parameters);
        Assert.All(plan.Comparisons.Last().Cells, cell => Assert.Equal(0, cell.Parameters.Others["delay"]));
    }

    [Fact]
    public void Build_ConcurrencyIsNamed_IsThatOne() =>
        Assert.Equal(["http/4/delay=0"], Build("http/delay=0", 4).Comparisons.Select(comparison => comparison.Id));

    [Fact]
    public void Build_CellsOfTheProfile_HaveTheirParameters()
    {
        var profile = Profiles.Find("quick") with
        {
            AlsoCells = _ => [new Cell(Runtime.DotNet, "threads", "http", Parameters.Of(64).With("delay", 0)), new Cell(Runtime.DotNet, "event-loop", "http", Parameters.Of(64).With("delay", 0))],
        };
        var plan = new PlanBuilder(new PlanRequest { Profile = profile }, BuiltInCatalog.Catalog, cores: 2).Build();

        var comparison = Assert.Single(plan.Comparisons);
        Assert.Equal("http/64/delay=0", comparison.Id);
        Assert.Equal(["threads", "event-loop"], comparison.Cells.Select(cell => cell.Model).Where(model => !ModelAlias.Is(model)));
    }

    [Fact]
    public void Build_WorkerOfAnotherRuntimeDoesNotKnowTheParameter_IsLeftOutWithTheReason()
    {
        var worker = new WorkerDescription(WorkerDescription.CurrentProtocolVersion, new Runtime("cpython"), "3.13", [new DescribedModel("threading")], ["http"]);
        var request = new PlanRequest { Profile = Profiles.Find("quick"), Workloads = ["http", "http/delay=0"], Models = ["cpython-threading", "threads"], Concurrencies = [16] };

        var without = new PlanBuilder(request, BuiltInCatalog.Catalog, 2, worker).Build();
        Assert.NotNull(without.Find("http/16").Find("cpython-threading"));
        Assert.Null(without.Find("http/16/delay=0").Find("cpython-threading"));
        var exclusion = Assert.Single(without.Exclusions, exclusion => exclusion.Model == "cpython-threading");
        Assert.Equal("the worker of cpython does not know the workload's parameter delay", exclusion.Reason);
        Assert.Equal(Parameters.Of(16).With("delay", 0), exclusion.Parameters);

        var knowing = worker with { Parameters = new Dictionary<string, IReadOnlyList<string>> { ["http"] = ["delay"] } };
        Assert.NotNull(new PlanBuilder(request, BuiltInCatalog.Catalog, 2, knowing).Build().Find("http/16/delay=0").Find("cpython-threading"));
    }

    private static IEnumerable<string> Parse(string text) => WorkloadChoice.Parse(text, BuiltInCatalog.Catalog.Workloads).Select(choice => $"{choice}");

    private static Plan Build(string workloads, params IReadOnlyList<int> concurrencies) => new PlanBuilder(
        new PlanRequest
        {
            Profile = Profiles.Find("quick"),
            Models = ["threads"],
            Workloads = workloads.Split(','),
            Concurrencies = concurrencies.Count == 0 ? null : concurrencies,
        },
        BuiltInCatalog.Catalog,
        cores: 2).Build();
}
