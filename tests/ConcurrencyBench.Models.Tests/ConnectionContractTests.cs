using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Models.Tests;

/// <summary>What every model must keep whose items talk to a server over kept connections.</summary>
public sealed class ConnectionContractTests
{
    private const int Timeout = 120_000;
    private const int InFlight = 8;
    private const int Many = 10_000;

    public static TheoryData<string> Models => ModelContractTests.Models;

    /// <summary>
    /// Those that run in this process, since another's limits are its own; but for the emulated locks, for which ten thousand threads
    /// wait longer than a test may last.
    /// </summary>
    public static TheoryData<string> ModelsOfThousands =>
    [
        .. ModelUnderTest.Catalog.Models
            .Where(model => model.IsConcurrent() && !model.ItemsRunElsewhere() && !model.Id.StartsWith("gil-", StringComparison.Ordinal))
            .Select(model => model.Id),
    ];

    /// <summary>A wrong digest would say that an item completed which should have given up; a connection or timer of one that did would be left.</summary>
    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task RunAsync_OneItemInTenGivesUp_AllEndAsTheyShouldAndNothingIsLeft(string model) =>
        await Leftovers.AssertNoneAsync(() => GiveUpAsync(model));

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(ModelsOfThousands))]
    public async Task RunAsync_TenThousandInFlight_AllAreAnswered(string model)
    {
        await using var tested = ModelUnderTest.Catalog.CreateModel(model, ModelSettings.Default);
        await using var workload = new TcpWorkload();
        var most = workload.ConnectionLimit;
        Assert.SkipUnless(tested.Supports(workload).ReasonAgainst is null, $"{tested.Supports(workload).ReasonAgainst}");
        Assert.SkipUnless(tested.SupportsConcurrency(workload, Many).ReasonAgainst is null, $"{tested.SupportsConcurrency(workload, Many).ReasonAgainst}");
        Assert.SkipUnless(most.Most >= Many, most.Reason);

        // A server of this process would need as many descriptors again.
        using var server = ChildProcess.Start(ProgramCommand.StartInfo("fixture", workload.Id, "1"));
        using var output = new StreamReader(server.Output);
        var address = await output.ReadLineAsync(TestContext.Current.CancellationToken);
        await RunAndVerifyAsync(tested, workload, new WorkloadSetup(1, Many, address), 2 * Many);
    }

    private static async Task GiveUpAsync(string model)
    {
        var token = TestContext.Current.CancellationToken;
        await using var tested = ModelUnderTest.Catalog.CreateModel(model, ModelSettings.Default);
        await using var workload = new CancelWorkload();
        await using var server = await workload.OpenFixtureAsync(1, token);
        await RunAndVerifyAsync(tested, workload, new WorkloadSetup(1, InFlight, server.Address), 10 * InFlight);
    }

    private static async Task RunAndVerifyAsync(Model model, ItemWorkload workload, WorkloadSetup setup, int items)
    {
        var token = TestContext.Current.CancellationToken;
        await workload.SetUpAsync(setup, token);
        var operation = new Operation(workload, items, setup);
        await model.PrepareAsync(operation.Recipe, setup.Concurrency, token);
        for (var time = 0; time < 2; time++)
        {
            operation.Clear();
            await Task.Run(() => operation.RunAsync(model, setup.Concurrency, token), token);
            operation.Verify();
        }
    }
}
