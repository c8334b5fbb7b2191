namespace ConcurrencyBench.Analysis.Statistics;

/// <summary>
/// METG, minimum effective task granularity (Slaughter et al., "Task Bench: A Parameterized Benchmark for Evaluating Parallel Runtime Performance", SC20): the
/// smallest task with which a system still keeps a share of its best efficiency. Rejected: the time at which its overhead equals the task's, which supposes that
/// an overhead is the same at every size.
/// </summary>
internal static class EffectiveGranularity
{
    /// <summary>The share of METG(50 %).</summary>
    public const double Half = 0.5;

    /// <summary>Finds it, interpolated linearly over the logarithm of a task's time.</summary>
    /// <param name="tasks">By a task's own time, ascending: the time that passed for a task, in the same unit, however many ran side by side.</param>
    /// <param name="share">The share of the best efficiency that is to be kept, above 0 and below 1.</param>
    /// <returns>
    /// The smallest task from which on all larger ones keep it, and whether that is only a bound because the smallest one keeps it too; null with fewer than two, or
    /// where the largest does not keep it.
    /// </returns>
    public static (double Task, bool IsAtMost)? Of(IReadOnlyList<(double Task, double Took)> tasks, double share = Half)
    {
        var efficiencies = tasks.Select(task => task.Task / task.Took).ToList();
        if (tasks.Count < 2 || efficiencies[^1] < share * efficiencies.Max())
        {
            return null;
        }

        var needed = share * efficiencies.Max();
        var below = efficiencies.FindLastIndex(efficiency => efficiency < needed);
        if (below < 0)
        {
            return (tasks[0].Task, true);
        }

        var part = (needed - efficiencies[below]) / (efficiencies[below + 1] - efficiencies[below]);
        return (tasks[below].Task * Math.Pow(tasks[below + 1].Task / tasks[below].Task, part), false);
    }
}
