using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Postgres;
using ConcurrencyBench.Postgres.Servers;

namespace ConcurrencyBench.Cli.Options;

/// <summary>Where the user's PostgreSQL server is. It may hold a password: it is written nowhere, and no message repeats it.</summary>
internal static class PostgresSetting
{
    /// <summary>Gives the setting to this process and to those that it will start, whose environment only their owner can read.</summary>
    /// <param name="given">The setting; null when there is none.</param>
    public static void Pass(Setting? given) => Environment.SetEnvironmentVariable(GivenServer.Variable, given?.Text);

    /// <summary>Who names a server wants it measured: that it cannot be is wrong input, not an absent cell.</summary>
    /// <param name="given">The setting; null when there is none.</param>
    /// <param name="plan">What can be measured.</param>
    /// <exception cref="UsageException">The given server cannot be used.</exception>
    public static void Require(Setting? given, Plan plan)
    {
        var id = new PostgresWorkload().Id;
        if (given is not null
            && !plan.Workloads.Any(workload => workload.Workload == id)
            && plan.Exclusions.FirstOrDefault(exclusion => exclusion.Workload == id) is { } exclusion)
        {
            throw new UsageException($"{given.Origin}: {exclusion.Reason}");
        }
    }
}
