using ConcurrencyBench.Abstractions.Counters;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Counters;

/// <summary>
/// What an operation costs a worker's process tree beyond what the worker reports of itself, and what it costs the fixture. Read from outside,
/// around the request, in the same way for every runtime; the processes are those the tree had when it was ready.
/// </summary>
internal sealed class TreeMeter(IReadOnlyList<int> tree)
{
    private IReadOnlyList<int> _fixture = [];
    private Costs _before = new();

    /// <summary>Call before the request.</summary>
    /// <param name="fixture">The processes of the workload's server; empty where there is none.</param>
    public void BeforeRequest(IReadOnlyList<int> fixture)
    {
        _fixture = fixture;
        _before = ReadOutside();
    }

    /// <summary>Call at once after the answer.</summary>
    /// <returns>What the operation cost the tree, without levels.</returns>
    public Costs AfterRequest(Costs reported)
    {
        var after = ReadOutside();
        return Costs.Of(counter => (counter.InWorker is null ? 0 : reported[counter]) + Since(_before[counter], after[counter]));
    }

    /// <summary>Call when garbage has been collected.</summary>
    public Costs WithLevels(Costs costs)
    {
        var readings = Of(tree);
        return Costs.Of(counter => counter.AtEnd is not { } read ? costs[counter] : tree.Count == 0 ? null : read(readings));
    }

    /// <summary>Of live threads only: where one ended meanwhile, the difference would say less than nothing, and is not available.</summary>
    private static long? Since(long? before, long? after) => after >= before ? after - before : null;

    private static List<ProcessReadings> Of(IEnumerable<int> processes) => [.. processes.Select(id => new ProcessReadings(id))];

    /// <summary>What is not read from outside adds nothing to what the worker reports, unless other processes share its work.</summary>
    private Costs ReadOutside()
    {
        var (all, fixture) = (Of(tree), Of(_fixture));
        return Costs.Of(counter => counter switch
        {
            { OfFixture: { } read } => _fixture.Count == 0 ? null : Sum(fixture, read),
            { Outside: { } read } => Sum(counter.InWorker is null ? all : all.Skip(1), read),
            _ => counter.InWorker is not null && tree.Count <= 1 ? 0 : null,
        });
    }

    private static long? Sum(IEnumerable<IProcessReadings> processes, Func<IProcessReadings, long?> read) =>
        processes.Aggregate((long?)0, (sum, process) => sum + read(process));
}
