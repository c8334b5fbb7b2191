using System.Diagnostics;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Measurement.Checks;
using ConcurrencyBench.Measurement.Protocol;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Launching;

/// <summary>A program of another runtime that speaks the worker protocol, and what it said of itself before the run.</summary>
/// <param name="Command">The program and its arguments.</param>
/// <param name="Description">Its answer to <c>describe</c>.</param>
public sealed record ExternalWorker(IReadOnlyList<string> Command, WorkerDescription Description)
{
    /// <summary>Starts the program, asks what it is, and ends it.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="settings">What the user set about the models.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The worker.</returns>
    /// <exception cref="WorkerException">It did not start, or is no worker of another runtime.</exception>
    public static async Task<ExternalWorker> DescribeAsync(IReadOnlyList<string> command, ModelSettings settings, CancellationToken cancellationToken)
    {
        var process = ProcessWorkerSource.Start(ExternalProgram.StartInfo(command), new Dictionary<string, string>());
        var description = await WorkerClient.DescribeOnceAsync(process, settings, cancellationToken).ConfigureAwait(false);
        return ExternalRules.Of(description) is { } fault
            ? throw new WorkerException($"worker answered 'describe' wrongly: {fault}", null, null, [])
            : new ExternalWorker(command, description);
    }

    /// <summary>How it is started.</summary>
    internal ProcessStartInfo StartInfo() => ExternalProgram.StartInfo(Command);

    /// <summary>A worker that is another one than before the run gives figures of another run.</summary>
    /// <exception cref="WorkerException">It is another.</exception>
    internal void RequireSame(WorkerDescription description)
    {
        if (description.Fingerprint() != Description.Fingerprint())
        {
            throw new WorkerException(
                $"worker describes itself otherwise than before the run, then as {Description.Runtime} {Description.RuntimeVersion}, now as {description.Runtime} {description.RuntimeVersion}: models, workloads and optional methods are the same at each launch",
                null,
                null,
                []);
        }
    }
}
