using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Samples;

/// <summary>
/// Which operations do not count. One during whose own window others used the machine, or a quota throttled the run, is left out, and not its block:
/// the other models of the block had the machine for themselves. A machine that others use all the time still deserves figures, though with warnings. So the
/// disturbed operations of a cell count where too few of its rounds would be left. One in which the run was stopped never counts: its time is
/// not uncertain but false.
/// </summary>
internal sealed class DisturbedOperations(MachineEnvironment machine)
{
    /// <summary>Why an operation should not count.</summary>
    public DisturbanceKind KindOf(BlockMeasurement measurement) => measurement.DisturbanceOn(machine);

    /// <summary>Leaves out what does not count.</summary>
    /// <param name="comparison">All blocks of one comparison.</param>
    public void LeaveOut(IReadOnlyList<MeasuredBlock> comparison)
    {
        foreach (var cell in comparison.SelectMany(block => block.Measurements, (block, measurement) => (block, measurement, kind: KindOf(measurement))).GroupBy(operation => operation.measurement.Cell))
        {
            var valid = cell.Where(operation => operation.kind != DisturbanceKind.Interrupted).ToList();
            var clean = valid.Where(operation => operation.kind == DisturbanceKind.None).ToList();
            var counted = Rounds(clean) >= Math.Min(Rounds(valid), Estimate.FewestRounds) ? clean : valid;
            foreach (var (block, _, _) in cell.Except(counted))
            {
                block.LeaveOut(cell.Key);
            }
        }
    }

    private static int Rounds(IEnumerable<(MeasuredBlock Block, BlockMeasurement Measurement, DisturbanceKind Kind)> operations) =>
        operations.Select(operation => operation.Block.Round).Distinct().Count();
}
