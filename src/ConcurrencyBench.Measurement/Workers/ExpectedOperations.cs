using System.Globalization;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>
/// What every right operation of a workload has, one line for each cell: the id of its parameters, its number of items, their digest
/// and the shortest time in nanoseconds; where operations of other processes have fewer items, their number and digest too. Computed once a run, by the fixture's process, before any worker is started: it runs on what
/// workers run on, and the orchestrator must not compute while models are measured.
/// </summary>
internal static class ExpectedOperations
{
    /// <summary>Computes each line when it is asked for. Items of different concurrencies are the same ones, so each is computed once for all cells that differ in nothing else.</summary>
    /// <param name="workload">With usual parameters, not set up yet; is disposed.</param>
    /// <param name="setup">How to set it up.</param>
    /// <param name="cells">The parameters of the cells.</param>
    public static IEnumerable<string> Of(Workload workload, WorkloadSetup setup, IEnumerable<Parameters> cells) =>
        cells.GroupBy(cell => cell.At(1)).SelectMany(alike => Of(workload.With(alike.Key), setup with { Parameters = alike.Key }, alike.Select(cell => cell.Concurrency), alike.Key));

    private static IEnumerable<string> Of(Workload workload, WorkloadSetup setup, IEnumerable<int> concurrencies, Parameters parameters)
    {
        workload.SetUpAsync(setup, CancellationToken.None).GetAwaiter().GetResult();
        var (computed, digest) = (0, 0UL);
        var elsewhere = (workload as ICallsEachItem)?.ItemsElsewhere;
        var ending = string.Empty;
        foreach (var (concurrency, items) in concurrencies.Select(concurrency => (concurrency, workload.Items(concurrency))).OrderBy(cell => cell.Item2))
        {
            for (; computed < items; computed++)
            {
                digest = Digest.Append(digest, workload.Expected(computed));
                ending = computed + 1 == elsewhere ? string.Create(CultureInfo.InvariantCulture, $" {elsewhere} {digest:x16}") : ending;
            }

            yield return string.Create(
                CultureInfo.InvariantCulture, $"{parameters.At(concurrency).Id} {items} {digest:x16} {workload.ShortestOperation(items, concurrency).TotalNanoseconds}{ending}");
        }

        workload.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
