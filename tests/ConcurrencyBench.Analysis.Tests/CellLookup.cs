using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Analysis.Tests;

internal static class CellLookup
{
    /// <summary>The result of a cell; the concurrency is ignored for a baseline, which has one cell a workload.</summary>
    public static CellResult? Find(this RunResults results, string model, string workload, int concurrency) =>
        results.Cells.FirstOrDefault(result => result.Cell.Model == model && result.Cell.Workload == workload
            && (result.Cell.Concurrency == concurrency || ModelAlias.ModelId(model) == "sequential"));
}
