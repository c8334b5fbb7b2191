using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Launching;
using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Checks;

/// <summary>What holds for a worker's answer beyond <see cref="RecordRules"/>: it fits what was asked for, and the time that it took.</summary>
internal static class AnswerRules
{
    private static readonly Lazy<int> _processors = new(MachineProbe.LogicalProcessors);

    /// <summary>Checks an answer to <c>prepare</c>.</summary>
    public static Fault? Of(Prepared prepared, CellExpectation expected, TimeSpan elapsed) =>
        RecordRules.Of(prepared)
        ?? (prepared.Items == expected.Items ? null : new Fault("items", Rule.Text(prepared.Items), $"an operation of the cell has {Rule.Text(expected.Items)}"))
        ?? Rule.Each("warmUpNanoseconds", prepared.WarmUpNanoseconds, int.MaxValue, (member, time) => Rule.Waits(member, time, expected.ShortestNanoseconds))
        ?? OfElapsed("startUpNanoseconds and warmUpNanoseconds together", prepared.StartUpNanoseconds + prepared.WarmUpNanoseconds.Sum(), elapsed);

    /// <summary>Checks an answer to <c>measure</c>.</summary>
    public static Fault? Of(IReadOnlyList<Measured> measured, int count, CellExpectation expected, TimeSpan elapsed) =>
        (measured.Count == count ? null : new Fault("the answer", $"a list of {Rule.Text(measured.Count)}", $"{Rule.Text(count)} timed operations were asked for"))
        ?? Rule.Each(string.Empty, measured, count, (member, operation) => Of(operation, expected, elapsed) is { } fault ? fault with { Member = $"{member}.{fault.Member}" } : null)
        ?? OfElapsed(count == 1 ? "[0].nanoseconds" : "the sum of nanoseconds", measured.Sum(operation => operation.Nanoseconds), elapsed);

    private static Fault? Of(Measured measured, CellExpectation expected, TimeSpan elapsed) =>
        RecordRules.Of(measured)
        ?? Rule.Waits("nanoseconds", measured.Nanoseconds, expected.ShortestNanoseconds)
        ?? (measured.Digest == expected.Digest ? null : new Fault("digest", Rule.Text(measured.Digest), $"the digest of all items is '{expected.Digest}'"))
        ?? OfCpu(measured.Costs.CpuNanoseconds, elapsed);

    /// <summary>No process computes longer than all processors do.</summary>
    private static Fault? OfCpu(long? cpu, TimeSpan elapsed) => cpu is { } nanoseconds && OfElapsed(string.Empty, (double)nanoseconds / _processors.Value, elapsed) is not null
        ? new Fault("costs.cpuNanoseconds", Rule.Text(nanoseconds), $"{Rule.Text(_processors.Value)} processors do not compute so long in the request")
        : null;

    private static Fault? OfElapsed(string member, double nanoseconds, TimeSpan elapsed) =>
        nanoseconds <= (elapsed.TotalNanoseconds * Tolerance.OfAClock) + Tolerance.OfAReading
            ? null
            : new Fault(member, Rule.Text(nanoseconds), $"longer than the whole request, which took {Rule.Text(elapsed.TotalNanoseconds)} ns");
}
