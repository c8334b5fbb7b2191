using ConcurrencyBench.Core;
using ConcurrencyBench.Measurement.Protocol;
using StreamJsonRpc;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>The .NET worker's side of the protocol: serves one cell at a time, on one thread.</summary>
/// <param name="catalog">The models and workloads it has.</param>
/// <param name="log">Where the whole story of a failure goes.</param>
internal sealed class WorkerService(Catalog catalog, TextWriter log) : IWorkerProtocol, IAsyncDisposable
{
    private readonly BenchThread _thread = new();
    private CellEngine? _cell;

    /// <inheritdoc/>
    public Task<WorkerDescription> DescribeAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new WorkerDescription(
            WorkerDescription.CurrentProtocolVersion,
            $"dotnet {System.Environment.Version}",
            [.. catalog.Models.Select(model => model.Id)],
            [.. catalog.Workloads.Select(workload => workload.Id)]));

    /// <inheritdoc/>
    public Task<Prepared> PrepareAsync(PrepareRequest request, CancellationToken cancellationToken) => Invoke(() =>
    {
        Release();
        (_cell, var prepared) = CellEngine.Prepare(catalog, request);
        return prepared;
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<Measured>> MeasureAsync(int count, CancellationToken cancellationToken) =>
        Invoke<IReadOnlyList<Measured>>(() =>
        {
            var cell = _cell ?? throw new InvalidOperationException("measure came before prepare");
            return [.. Enumerable.Range(0, count).Select(_ => cell.Measure())];
        });

    /// <inheritdoc/>
    public Task ShutdownAsync(CancellationToken cancellationToken) => Invoke(() =>
    {
        Release();
        return true;
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ShutdownAsync(CancellationToken.None).ConfigureAwait(false);
        _thread.Dispose();
    }

    /// <summary>An error's message is all that crosses the wire; the log gets the whole story.</summary>
    private async Task<T> Invoke<T>(Func<T> function)
    {
        try
        {
            return await _thread.InvokeAsync(function).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not LocalRpcException)
        {
            await log.WriteLineAsync(exception.ToString()).ConfigureAwait(false);
            throw new LocalRpcException($"{exception.GetType().Name}: {exception.Message}") { ErrorCode = -32000 };
        }
    }

    private void Release()
    {
        var cell = _cell;
        _cell = null;
        cell?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
