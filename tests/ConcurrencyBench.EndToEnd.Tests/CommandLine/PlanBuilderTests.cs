using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Cli;
using ConcurrencyBench.Cli.Options;
using ConcurrencyBench.Measurement.Planning;

namespace ConcurrencyBench.EndToEnd.Tests.CommandLine;

/// <summary>What is asked for is measured, refused, or listed as left out.</summary>
public sealed class PlanBuilderTests
{
    [Theory]
    [InlineData("pending")]
    [InlineData("convoy")]
    [InlineData("stream")]
    [InlineData("primes,ping-pong")]
    public void Build_NamedWorkloadHasNoneOfTheConcurrencies_IsRefused(string workloads)
    {
        var refusal = Assert.Throws<UsageException>(() => Build("quick", workloads, 8));
        Assert.Contains($"workload {workloads.Split(',')[^1]} has no concurrency 8, only ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--concurrency", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_NamedWorkloadHasSomeOfTheConcurrencies_MeasuresThoseAndListsTheOthers()
    {
        var plan = Build("quick", "primes,convoy", 2, 8);
        Assert.Equal([2, 8], plan.Workloads.Single(workload => workload.Workload == "primes").Concurrencies);
        Assert.Equal([2], plan.Workloads.Single(workload => workload.Workload == "convoy").Concurrencies);
        Assert.Contains(plan.Exclusions, exclusion => exclusion is { Workload: "convoy", Model: "threads", Parameters.Concurrency: 8, Reason: "the workload has no concurrency 8, only 2, 3, 5" });
        Assert.DoesNotContain(plan.Exclusions, exclusion => exclusion is { Workload: "primes", Parameters.Concurrency: 8 });
    }

    [Fact]
    public void Build_WorkloadsOfTheProfileHaveNotTheConcurrency_AreListed()
    {
        var plan = Build("standard", null, 8);
        Assert.All(plan.Workloads, workload => Assert.Equal([8], workload.Concurrencies));
        Assert.Superset(
            new HashSet<string> { "pending", "stream", "convoy", "ping-pong", "blockers" },
            plan.Exclusions.Where(exclusion => exclusion.Parameters?.Concurrency == 8).Select(exclusion => exclusion.Workload).ToHashSet());
    }

    private static Plan Build(string profile, string? workloads, params IReadOnlyList<int> concurrencies) => new PlanBuilder(
        new PlanRequest
        {
            Profile = Profiles.Find(profile),
            Models = ["threads", "event-loop"],
            Workloads = workloads?.Split(','),
            Concurrencies = concurrencies,
        },
        BuiltInCatalog.Catalog,
        cores: 2).Build();
}
