using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Postgres;

namespace ConcurrencyBench.Workloads.Tests;

/// <summary>A workload that is set up, with its fixture in this process.</summary>
internal sealed class RunningWorkload : IAsyncDisposable
{
    private Fixture? _fixture;

    private RunningWorkload(Workload workload, Fixture? fixture)
    {
        Workload = workload;
        _fixture = fixture;
        Address = fixture?.Address;
    }

    public static Catalog Catalog { get; } = new(typeof(PrimesWorkload).Assembly, typeof(PostgresWorkload).Assembly);

    public Workload Workload { get; }

    /// <summary>The same, where its items are run by themselves.</summary>
    public ItemWorkload Items => (ItemWorkload)Workload;

    public string? Address { get; }

    /// <summary>A workload by its name with parameters, as "http/delay=0".</summary>
    public static Workload Create(string name) => Catalog.CreateWorkload(name.Split('/')[0], Parameters.Parse($"1{name[name.Split('/')[0].Length..]}"));

    /// <summary>The names of a workload with each value of its parameter, the usual one first and without it.</summary>
    public static IReadOnlyList<string> Names(string id) =>
    [
        id,
        .. from parameter in Catalog.CreateWorkload(id).DeclaredParameters()
           from value in parameter.Values
           where value != parameter.Usual
           select $"{id}/{parameter.Name}={value}",
    ];

    public static async Task<RunningWorkload> OpenAsync(string id, ulong seed = 1, int concurrency = 1)
    {
        var workload = Create(id);
        if (workload.Availability().ReasonAgainst is { } reason)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $".ci/run installs what {id} needs, and yet: {reason}");
            Assert.Skip(reason);
        }

        var fixture = workload is IHasFixture having ? await having.OpenFixtureAsync(seed, TestContext.Current.CancellationToken) : null;
        await workload.SetUpAsync(new WorkloadSetup(seed, concurrency, fixture?.Address), TestContext.Current.CancellationToken);
        return new RunningWorkload(workload, fixture);
    }

    public void Begin() => ((IFollowsOperations)Workload).Begin();

    public IReadOnlyList<Phase> Observe() => ((IHasPhases)Workload).Observe();

    public ulong Execute(int item)
    {
        var gate = default(NoGate);
        return Items.Execute(item, ref gate);
    }

    public Task<ulong> ExecuteAsync(int item) =>
        Items.ExecuteAsync(item, TestContext.Current.CancellationToken).AsTask();

    public async ValueTask CloseFixtureAsync()
    {
        if (_fixture is not null)
        {
            await _fixture.DisposeAsync();
            _fixture = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Workload.DisposeAsync();
        await CloseFixtureAsync();
    }
}
