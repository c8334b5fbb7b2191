using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Benchmarks.Items;
using ConcurrencyBench.Models;
using ConcurrencyBench.Workloads.Messages;

namespace ConcurrencyBench.Benchmarks.Messages;

/// <summary>
/// A round trip through each model's exchanger, its payloads stamped and digested as in <c>ping-pong</c>, beside what it is held
/// against: two processes and a pipe each way in plain system calls, two semaphores between threads with the same payloads,
/// one plain copy of a payload, and the stamping and digesting alone. Times are of one round trip; a copy is one way.
/// </summary>
public class RoundTripBenchmarks
{
    private byte[] _from = [];
    private byte[] _to = [];
    private Operation _operation = null!;
    private Model? _model;
    private PipeTwin? _pipes;

    [Params(64, 4096, 1 << 20)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public async Task PrepareAsync()
    {
        (_from, _to) = (new byte[Bytes], new byte[Bytes]);
        _operation = await MessageWorkload.OperationAsync(Bytes);
    }

    [Benchmark(Description = "reference: pipes between processes", Baseline = true, OperationsPerInvoke = MessageWorkload.Count)]
    public void Pipes()
    {
        _pipes ??= PipeTwin.Start(Bytes);
        for (var trip = 0; trip < MessageWorkload.Count; trip++)
        {
            _pipes.RoundTrip();
        }
    }

    [Benchmark(Description = "reference: semaphores between threads", OperationsPerInvoke = MessageWorkload.Count)]
    public void Semaphores() => SemaphoreTalk.Run(_operation.RoundTrips!);

    [Benchmark(Description = "reference: a plain copy, one way", OperationsPerInvoke = MessageWorkload.Count)]
    public void Copy()
    {
        for (var trip = 0; trip < MessageWorkload.Count; trip++)
        {
            _from.AsSpan().CopyTo(_to);
        }
    }

    [Benchmark(Description = "reference: a digest, one way", OperationsPerInvoke = MessageWorkload.Count)]
    public ulong DigestAlone()
    {
        var sum = 0UL;
        for (var trip = 0; trip < MessageWorkload.Count; trip++)
        {
            sum += MessageDigest.Of(_from);
        }

        return sum;
    }

    [Benchmark(Description = "sequential: plain calls", OperationsPerInvoke = MessageWorkload.Count)]
    public Task SequentialAsync() => TalkAsync<SequentialModel>();

    [Benchmark(Description = "threads", OperationsPerInvoke = MessageWorkload.Count)]
    public Task ThreadsAsync() => TalkAsync<ThreadsModel>();

    [Benchmark(Description = "gil-threads", OperationsPerInvoke = MessageWorkload.Count)]
    public Task GilThreadsAsync() => TalkAsync<GilThreadsModel>();

    [Benchmark(Description = "processes", OperationsPerInvoke = MessageWorkload.Count)]
    public Task ProcessesAsync() => TalkAsync<ProcessesModel>();

    [Benchmark(Description = "event-loop", OperationsPerInvoke = MessageWorkload.Count)]
    public Task EventLoopAsync() => TalkAsync<EventLoopModel>();

    [Benchmark(Description = "async", OperationsPerInvoke = MessageWorkload.Count)]
    public Task AsyncAsync() => TalkAsync<AsyncModel>();

    [Benchmark(Description = "coroutines", OperationsPerInvoke = MessageWorkload.Count)]
    public Task CoroutinesAsync() => TalkAsync<CoroutinesModel>();

    [Benchmark(Description = "reactor", OperationsPerInvoke = MessageWorkload.Count)]
    public Task ReactorAsync() => TalkAsync<ReactorModel>();

    [Benchmark(Description = "green-threads", OperationsPerInvoke = MessageWorkload.Count)]
    public Task GreenThreadsAsync() => TalkAsync<GreenThreadsModel>();

    [Benchmark(Description = "green-compiled", OperationsPerInvoke = MessageWorkload.Count)]
    public Task GreenCompiledAsync() => TalkAsync<GreenCompiledModel>();

    [Benchmark(Description = "futures-threads", OperationsPerInvoke = MessageWorkload.Count)]
    public Task FuturesThreadsAsync() => TalkAsync<FuturesThreadsModel>();

    [Benchmark(Description = "futures-processes", OperationsPerInvoke = MessageWorkload.Count)]
    public Task FuturesProcessesAsync() => TalkAsync<FuturesProcessesModel>();

    [Benchmark(Description = "gil-futures", OperationsPerInvoke = MessageWorkload.Count)]
    public Task GilFuturesAsync() => TalkAsync<GilFuturesModel>();

    [Benchmark(Description = "reactive", OperationsPerInvoke = MessageWorkload.Count)]
    public Task ReactiveAsync() => TalkAsync<ReactiveModel>();

    [Benchmark(Description = "dataflow", OperationsPerInvoke = MessageWorkload.Count)]
    public Task DataflowAsync() => TalkAsync<DataflowModel>();

    [Benchmark(Description = "channels", OperationsPerInvoke = MessageWorkload.Count)]
    public Task ChannelsAsync() => TalkAsync<ChannelsModel>();

    [Benchmark(Description = "actors", OperationsPerInvoke = MessageWorkload.Count)]
    public Task ActorsAsync() => TalkAsync<ActorsModel>();

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        _pipes?.Dispose();
        if (_model is not null)
        {
            await _model.DisposeAsync();
        }
    }

    // A process of BenchmarkDotNet runs one of the methods only; the first call, which is never measured, prepares its model.
    private Task TalkAsync<TModel>()
        where TModel : Model, new() =>
        _model is null ? PrepareAsync(new TModel()) : _operation.RunAsync(_model, 2, CancellationToken.None);

    private async Task PrepareAsync(Model model)
    {
        _model = model;
        await model.PrepareAsync(_operation.Recipe, 2, CancellationToken.None);
        _operation.Clear();
        await _operation.RunAsync(model, 2, CancellationToken.None);
        _operation.Verify();
    }
}
