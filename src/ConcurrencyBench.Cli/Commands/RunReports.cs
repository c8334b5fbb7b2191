using ConcurrencyBench.Core.Records;
using ConcurrencyBench.Measurement.Exports;
using ConcurrencyBench.Measurement.Journals;

namespace ConcurrencyBench.Cli.Commands;

internal static class RunReports
{
    public sealed record C(string Id, string ModelId, string Sentence, string Rule);
    public static IReadOnlyList<C> Claims => [];
    public static IReadOnlyList<string> OpenWorkloads(RunManifest manifest, IReadOnlyList<JournalEntry> entries) => manifest.Plan.Workloads.Select(w => w.Workload).ToList();
    public static int Write(RunFolder folder, RunManifest manifest, IReadOnlyList<JournalEntry> entries)
    {
        foreach (var cell in entries.OfType<Core.Records.Measurement>().GroupBy(m => m.Cell))
        {
            var seq = entries.OfType<Core.Records.Measurement>().Where(m => m.Cell.Model == "sequential" && m.Cell.Workload == cell.Key.Workload).Select(m => m.Nanoseconds / m.Items).Order().ToList();
            var own = cell.Select(m => m.Nanoseconds / m.Items).Order().ToList();
            Console.Out.WriteLine($"{cell.Key,-30} n={own.Count} {own[own.Count / 2] / 1000:0.0} us/item  S={seq[seq.Count / 2] / own[own.Count / 2]:0.00} {cell.First().Costs}");
        }
        foreach (var f in entries.OfType<Failure>()) { Console.Out.WriteLine(f + string.Join("\n", f.LogTail)); }
        BenchmarkDotNetFiles.Write(manifest, entries, Path.Combine(folder.Path, "benchmarkdotnet"));
        return entries.OfType<Failure>().Any() ? 1 : 0;
    }
}
