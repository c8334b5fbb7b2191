using System.ComponentModel;
using ConcurrencyBench.Core;
using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>Workers and fixtures that are processes of this program.</summary>
/// <param name="catalog">The models and workloads there are.</param>
/// <param name="settings">What the user set about the models.</param>
public sealed class ProcessWorkerSource(Catalog catalog, ModelSettings settings) : IWorkerSource
{
    /// <inheritdoc/>
    public async Task<IWorker> LaunchAsync(string modelId, CancellationToken cancellationToken)
    {
        await using var model = catalog.CreateModel(modelId, settings);
        var worker = new WorkerClient(Start(model.Environment));
        try
        {
            var description = await worker.DescribeAsync(cancellationToken).ConfigureAwait(false);
            return description.ProtocolVersion == WorkerDescription.CurrentProtocolVersion
                ? worker
                : throw new WorkerException(
                    $"worker speaks protocol version {description.ProtocolVersion}, not {WorkerDescription.CurrentProtocolVersion}", null, null, []);
        }
        catch
        {
            await worker.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<IOpenFixture> OpenFixtureAsync(string workloadId, ulong seed, CancellationToken cancellationToken)
    {
        await using var workload = catalog.CreateWorkload(workloadId);
        return await FixtureClient.OpenAsync(workload, seed, cancellationToken).ConfigureAwait(false);
    }

    private static ChildProcess Start(IReadOnlyDictionary<string, string> environment)
    {
        try
        {
            var start = ProgramCommand.StartInfo("worker");

            // Code that is called often is compiled again at once rather than after a pause of 100 ms without new code, so
            // that workers reach the state of a long-running program within their warm-up. What they reach is the same.
            start.Environment["DOTNET_TC_CallCountingDelayMs"] = "0";
            foreach (var (name, value) in environment)
            {
                start.Environment[name] = value;
            }

            return ChildProcess.Start(start);
        }
        catch (Win32Exception exception)
        {
            throw new WorkerException($"worker did not start: {exception.Message}", null, null, []);
        }
    }
}
