using System.Globalization;
using System.Text;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>The life of <c>cbench fixture WORKLOAD SEED [PARAMETERS…]</c>: holds a workload's fixture until its input closes.</summary>
public static class FixtureProcess
{
    /// <summary>
    /// Opens the fixture, writes its address as one line and a line for each cell (see <see cref="ExpectedOperations"/>) as
    /// soon as it is computed. It then waits for the input to close and removes the fixture. Blocks the calling thread.
    /// </summary>
    /// <param name="workload">Whose fixture; an empty line is written when it has none.</param>
    /// <param name="seed">The run's seed, as text.</param>
    /// <param name="cells">For which parameters it computes what an operation has, each as its id.</param>
    /// <param name="input">Whose end ends the fixture.</param>
    /// <param name="output">Where the address goes.</param>
    /// <param name="log">Where it is reported how a server ended by itself.</param>
    /// <returns>Whether the fixture opened and lasted until the input closed; if not, the log's last line says why.</returns>
    public static bool Run(Workload workload, string seed, IReadOnlyList<string> cells, Stream input, Stream output, TextWriter log)
    {
        Fixture? fixture;
        try
        {
            fixture = (workload as IHasFixture)?.OpenFixtureAsync(ulong.Parse(seed, CultureInfo.InvariantCulture), CancellationToken.None)
                .GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // What a workload's fixture throws is the workload's affair; the last line is the reason that is filed.
            log.WriteLine(exception.StackTrace);
            log.WriteLine(exception.Message.ReplaceLineEndings(" "));
            return false;
        }

        if (fixture is null)
        {
            WriteLines([string.Empty]);
            WriteLines(Expect(null));
            input.CopyTo(Stream.Null);
            return true;
        }

        try
        {
            WriteLines([fixture.Address]);
            WriteLines(Expect(fixture.Address));

            // Standard input cannot be awaited.
            var closed = Task.Factory.StartNew(() => input.CopyTo(Stream.Null), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            if (Task.WaitAny(closed, fixture.Ended) == 0)
            {
                return true;
            }

            log.WriteLine(fixture.Ended.Result);
            return false;
        }
        finally
        {
            fixture.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        IEnumerable<string> Expect(string? address) => cells.Count == 0 ? [] : ExpectedOperations.Of(
            workload,
            new WorkloadSetup(ulong.Parse(seed, CultureInfo.InvariantCulture), Concurrency: 1, address),
            cells.Select(Parameters.Parse));

        void WriteLines(IEnumerable<string> lines)
        {
            // The reader waits for each line in turn.
            foreach (var line in lines)
            {
                output.Write(Encoding.UTF8.GetBytes($"{line}\n"));
                output.Flush();
            }
        }
    }
}
