using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Launching;
using ConcurrencyBench.Models;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Benchmarks.Requests;

/// <summary>
/// Requests to a server in another process that answers after 10 ms, a thousand in flight: the models that carry connections beside
/// a client written by hand. Times are of one request; a thousand that wait 10 ms take at least 10 µs each. Each
/// process prepares only what it measures, and checks its digests before anything is timed.
/// </summary>
[MemoryDiagnoser]
public class RequestBenchmarks
{
    private const int InFlight = 1000;
    private const int Requests = 4 * InFlight;
    private const ulong Seed = 1;

    private readonly Catalog _catalog = new(typeof(PrimesWorkload).Assembly, typeof(AsyncModel).Assembly);
    private IOpenFixture _server = null!;
    private Workload _workload = null!;
    private Operation _operation = null!;
    private Model? _model;
    private RequestTwin? _twin;
    private ulong[] _digests = [];

    [Params("http", "tcp")]
    public string Protocol { get; set; } = string.Empty;

    [GlobalSetup(Target = nameof(TwinAsync))]
    public async Task PrepareTwinAsync()
    {
        await OpenAsync();

        // The workload only says what is right: it is given a connection that it does not use.
        await _workload.SetUpAsync(new WorkloadSetup(Seed, 1, _server.Address), CancellationToken.None);
        _digests = new ulong[Requests];
        _twin = Protocol == "http" ? new HttpTwin() : new TcpTwin();
        _twin.Connect(_server.Address!, InFlight);
        await _twin.RunAsync(_digests);
        if (!_digests.SequenceEqual(Enumerable.Range(0, Requests).Select(_workload.Expected)))
        {
            throw new InvalidOperationException("the twin gave wrong digests");
        }
    }

    [GlobalSetup(Target = nameof(AsyncAsync))]
    public Task PrepareAsyncAsync() => PrepareAsync(new AsyncModel());

    [GlobalSetup(Target = nameof(EventLoopAsync))]
    public Task PrepareEventLoopAsync() => PrepareAsync(new EventLoopModel());

    [GlobalSetup(Target = nameof(ReactorAsync))]
    public Task PrepareReactorAsync() => PrepareAsync(new ReactorModel());

    [GlobalSetup(Target = nameof(HubAsync))]
    public Task PrepareHubAsync() => PrepareAsync(new HubModel());

    [Benchmark(Description = "reference: by hand", Baseline = true, OperationsPerInvoke = Requests)]
    public Task TwinAsync() => _twin!.RunAsync(_digests);

    [Benchmark(Description = "async", OperationsPerInvoke = Requests)]
    public Task AsyncAsync() => OperateAsync();

    [Benchmark(Description = "event-loop", OperationsPerInvoke = Requests)]
    public Task EventLoopAsync() => OperateAsync();

    [Benchmark(Description = "reactor", OperationsPerInvoke = Requests)]
    public Task ReactorAsync() => OperateAsync();

    [Benchmark(Description = "hub", OperationsPerInvoke = Requests)]
    public Task HubAsync() => OperateAsync();

    [GlobalCleanup]
    public async Task CloseAsync()
    {
        _twin?.Dispose();
        if (_model is not null)
        {
            await _model.DisposeAsync();
        }

        await _workload.DisposeAsync();
        await _server.DisposeAsync();
    }

    private Task OperateAsync() => _operation.RunAsync(_model!, InFlight, CancellationToken.None);

    private async Task PrepareAsync(Model model)
    {
        // First of all: .NET reads them when it first waits for a socket, or for a pipe of a child process.
        foreach (var (name, value) in model.Environment)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        await OpenAsync();
        _model = model;
        var setup = new WorkloadSetup(Seed, InFlight, _server.Address);
        await _workload.SetUpAsync(setup, CancellationToken.None);
        _operation = new Operation(_workload, Requests, setup);
        await model.PrepareAsync(_operation.Recipe, InFlight, CancellationToken.None);
        _operation.Clear();
        await OperateAsync();
        _operation.Verify();
    }

    private async Task OpenAsync()
    {
        var plan = new Plan { Workloads = [], MinimumRounds = 1, MaximumRounds = 1, BlocksPerRound = 1, BudgetSeconds = 1 };
        _server = await new ProcessWorkerSource(_catalog, ModelSettings.Default, plan).OpenFixtureAsync(Protocol, Seed, CancellationToken.None);
        _workload = _catalog.CreateWorkload(Protocol);
    }
}
