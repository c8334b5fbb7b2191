using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Measurement.Launching;
using ConcurrencyBench.Measurement.Protocol;
using ConcurrencyBench.Models;

namespace ConcurrencyBench.Measurement.Tests.Fakes;

/// <summary>A worker that answers from a script and keeps what it was asked.</summary>
internal sealed class ScriptedWorker(ScriptedSource source, string model) : IWorker
{
    private static readonly Catalog _catalog = new(typeof(SequentialModel).Assembly);

    private string? _workload;

    public IReadOnlyList<int> Processes() => source.Processes;

    public DescribedModel Model { get; } = DescribedModel.Of(_catalog.CreateModel(model, ModelSettings.Default));

    public async Task<Prepared> PrepareAsync(PrepareRequest request, CellExpectation expected, CancellationToken cancellationToken)
    {
        await source.Working();
        _workload = request.Workload;
        source.Log($"prepare {model} {request.Workload} {request.Concurrency}{(request.ExtraWorkPercent is { } extra ? $" +{extra}%" : string.Empty)}");
        lock (source.Asked)
        {
            source.WarmUpAskedFor[model] = request.WarmUpMilliseconds;
        }

        source.Time.Advance(source.PrepareTime);
        source.Preparing?.Invoke(model);
        return source.Failing.TryGetValue($"prepare {model}", out var reason)
            ? throw new WorkerException(reason, processId: 7, exitCode: 139, ["last words"])
            : new Prepared(10, 5, [.. Enumerable.Repeat(100.0, source.WarmUps - 1), 90]);
    }

    public bool Rehearses => source.Rehearses;

    public async Task<bool> RehearseAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        source.Log($"rehearse {model}");
        source.RehearsalLimits[model] = limit;
        await source.Working();
        return source.Failing.TryGetValue($"rehearse {model}", out var reason) ? throw new WorkerException(reason, processId: 7, exitCode: null, []) : source.RehearsesToTheEnd;
    }

    public async Task<IReadOnlyList<Measured>> MeasureAsync(int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (source.Asked)
        {
            source.Asked.Add((model, count));
        }

        source.Log($"measure {model} {_workload}");
        source.Time.Advance(source.MeasureTime);
        source.Measuring?.Invoke(model);
        await source.Working();
        return source.Failing.TryGetValue($"measure {model}", out var reason)
            ? throw new WorkerException(reason, processId: 7, exitCode: null, [])
            : [.. Enumerable.Repeat(new Measured(1000, source.Costs) { Phases = source.Phases }, count)];
    }

    public Task CollectAsync(CancellationToken cancellationToken)
    {
        source.Log($"collect {model}");
        return Task.CompletedTask;
    }

    public void Suspend() => source.Log($"suspend {model}");

    public void Resume() => source.Log($"resume {model}");

    public Task ShutdownAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        source.Log($"end {model}");
        return ValueTask.CompletedTask;
    }
}
