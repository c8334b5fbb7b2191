using System.ComponentModel;
using ConcurrencyBench.Core;

namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>Whether this program can start processes of itself at all: what stands against one stands against all of a run.</summary>
public static class ChildTrial
{
    /// <summary>Starts a worker and lets it say what it is.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Yes, or no with how the process ended and the remedy.</returns>
    public static async Task<Support> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var worker = new WorkerClient(ChildProcess.Start(ProgramCommand.StartInfo("worker")));
            await using (worker.ConfigureAwait(false))
            {
                await worker.DescribeAsync(cancellationToken).ConfigureAwait(false);
            }

            return Support.Yes;
        }
        catch (Exception failure) when (failure is WorkerException or Win32Exception or IOException or OutOfMemoryException or ThreadStartException)
        {
            return Support.No(
                $"no process of this program can be started ({failure.Message}): allow more processes, memory and descriptors (ulimit -u, -v and -n, or the control group), and see that this .NET is whole");
        }
    }
}
