using System.ComponentModel;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Launching;

/// <summary>Whether this program can start processes of itself at all: what stands against one stands against all of a run.</summary>
public static class ChildTrial
{
    /// <summary>Starts a worker and lets it say what it is.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Yes, or no with how the process ended and the remedy.</returns>
    public static async Task<Applicability> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WorkerClient.DescribeOnceAsync(ChildProcess.Start(ProgramCommand.StartInfo("worker")), ModelSettings.Default, cancellationToken).ConfigureAwait(false);
            return Applicability.Yes;
        }
        catch (Exception failure) when (Refusal(failure) is { } refusal)
        {
            return Applicability.No(refusal);
        }
    }

    /// <summary>What the failure of a worker that did nothing yet says of all processes of this program.</summary>
    /// <param name="failure">What its start threw.</param>
    /// <returns>How it ended and the remedy; null where the failure is another.</returns>
    public static string? Refusal(Exception failure) => failure is WorkerException or Win32Exception or IOException or OutOfMemoryException or ThreadStartException
        ? $"no process of this program can be started ({failure.Message}): allow more processes, memory and descriptors (ulimit -u, -v and -n, or the control group), and see that this .NET is whole"
        : null;
}
