using ConcurrencyBench.Core;
using ConcurrencyBench.Measurement.Protocol;
using StreamJsonRpc;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>The life of <c>cbench worker</c>: speaks the protocol until its input closes.</summary>
public static class WorkerProcess
{
    /// <summary>Serves until the input closes or says something that is no message.</summary>
    /// <param name="catalog">The models and workloads it has.</param>
    /// <param name="input">Where requests come from.</param>
    /// <param name="output">Where answers go.</param>
    /// <param name="log">Where failures are told in full.</param>
    /// <returns>A task that ends with the input.</returns>
    public static async Task RunAsync(Catalog catalog, Stream input, Stream output, TextWriter log)
    {
        var service = new WorkerService(catalog, log);
        using var connection = ProtocolConnection.Create(output, InputPump.Start(input));
        connection.AddLocalRpcTarget<IWorkerProtocol>(service, new JsonRpcTargetOptions
        {
            MethodNameTransform = ProtocolConnection.MethodName,
        });
        connection.StartListening();
        await connection.Completion.ConfigureAwait(false);

        // Not disposed: an operation that hangs would keep the process. Its children end with it, by their own rule.
    }
}
