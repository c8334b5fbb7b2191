using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>The life of <c>cbench worker</c>: answers requests until its input closes.</summary>
public static class WorkerProcess
{
    /// <summary>Serves until the input closes. Blocks the calling thread; requests are served by another, one after the other.</summary>
    /// <param name="catalog">The models and workloads it has.</param>
    /// <param name="input">Where requests come from.</param>
    /// <param name="output">Where answers go.</param>
    /// <param name="log">Where failures are reported in full.</param>
    public static void Run(Catalog catalog, Stream input, Stream output, TextWriter log)
    {
        var requests = new LineReader(input);
        using var thread = new BenchThread();
        var wire = new JsonRpcServer(new WorkerService(catalog), output, log);
        while (requests.Read() is { } request)
        {
            thread.Post(() => wire.Answer(request));
        }

        // Not waited for: an operation that hangs would keep the process. Its children end with it, by their own rule.
    }
}
