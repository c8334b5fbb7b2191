using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Analysis;
using ConcurrencyBench.Analysis.Claims;
using ConcurrencyBench.Cli;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>The analysis knows no model and no workload: what its claims name by ids is in the catalogue.</summary>
public sealed class ClaimCatalogTests
{
    private const int Cores = 4;

    public static TheoryData<string> Claims => [.. Analyzer.Claims.Select(claim => claim.Id)];

    public static TheoryData<string> WorkloadsOfPhases => [.. WithPhases.Select(requirement => requirement.Workload).Distinct()];

    private static IEnumerable<Requirement> WithPhases =>
        Analyzer.Claims.SelectMany(claim => claim.Requirements).Where(requirement => requirement.Metric.Phases.Count > 0);

    [Theory]
    [MemberData(nameof(Claims))]
    public void Claim_OfTheTable_NamesModelsWorkloadsAndConcurrenciesThatThereAre(string id)
    {
        var claim = Analyzer.Claims.Single(candidate => candidate.Id == id);
        Assert.Contains(claim.ModelId, BuiltInCatalog.Catalog.Models.Select(model => model.Id));
        Assert.All(claim.Cells(Cores), cell =>
        {
            var workload = BuiltInCatalog.Catalog.CreateWorkload(cell.Workload);
            var model = BuiltInCatalog.Catalog.CreateModel(cell.Model, ModelSettings.Default);
            Assert.True(model.Supports(workload).ReasonAgainst is null, $"{cell}: {model.Supports(workload).ReasonAgainst}");
            if (model.IsConcurrent() && workload is IHasConcurrencies limited)
            {
                Assert.Contains(cell.Concurrency, limited.Concurrencies(Cores));
            }
        });
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(WorkloadsOfPhases))]
    public async Task Phases_ThatClaimsNameOfAWorkload_AreThoseThatItReports(string id)
    {
        var requirements = WithPhases.Where(requirement => requirement.Workload == id).ToList();
        var reported = await PhasesOfAsync(id, requirements[0].Concurrency ?? Cores);
        Assert.All(requirements, requirement => Assert.Subset(reported.Keys.ToHashSet(), requirement.Metric.Phases.ToHashSet()));
        Assert.All(
            requirements.Where(requirement => !requirement.Metric.Name.StartsWith("growth", StringComparison.Ordinal)),
            requirement => Assert.All(requirement.Metric.Phases, phase => Assert.Contains(reported[phase], requirement.Metric.Name, StringComparison.Ordinal)));
    }

    /// <summary>The labels of a workload's phases, by their ids.</summary>
    private static async Task<Dictionary<string, string>> PhasesOfAsync(string id, int concurrency)
    {
        await using var workload = BuiltInCatalog.Catalog.CreateWorkload(id);
        await using var model = BuiltInCatalog.Catalog.CreateModel("threads", ModelSettings.Default);
        await using var fixture = workload is IHasFixture having ? await having.OpenFixtureAsync(1, TestContext.Current.CancellationToken) : null;
        var setup = new WorkloadSetup(1, concurrency, fixture?.Address);
        await workload.SetUpAsync(setup, TestContext.Current.CancellationToken);
        var operation = new Operation(workload, workload.Items(concurrency), setup);
        await model.PrepareAsync(operation.Recipe, concurrency, TestContext.Current.CancellationToken);
        operation.Clear();
        await Task.Run(() => operation.RunAsync(model, concurrency, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        return operation.Observe().ToDictionary(phase => phase.Id, phase => phase.Label ?? phase.Id);
    }
}
