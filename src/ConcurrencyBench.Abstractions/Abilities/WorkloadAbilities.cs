using System.Globalization;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>What holds of a workload, whether or not it has the ability: for the programs that plan, measure and check it.</summary>
public static class WorkloadAbilities
{
    private static readonly Dictionary<string, string> NoVariables = [];

    /// <summary>Whether a workload's items talk to a server on this machine.</summary>
    /// <param name="workload">The workload.</param>
    /// <returns>Whether they do.</returns>
    public static bool HasServer(this Workload workload) => workload is IHasFixture { HasServer: true };

    /// <summary>How long an item of a workload waits.</summary>
    /// <param name="workload">The workload.</param>
    /// <returns>The time; zero where it waits for nothing of known length.</returns>
    public static TimeSpan Delay(this Workload workload) => (workload as IHasDelay)?.Delay ?? TimeSpan.Zero;

    /// <summary>What a workload's items need of a model.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="needs">What is asked about.</param>
    /// <returns>Whether they need any of it.</returns>
    public static bool Needs(this Workload workload, WorkloadNeeds needs) => workload is IHasNeeds having && (having.Needs & needs) != WorkloadNeeds.None;

    /// <summary>Whether this machine has what a workload's items talk to.</summary>
    /// <param name="workload">The workload.</param>
    /// <returns>Yes, or no with the reason.</returns>
    public static Applicability Availability(this Workload workload) => (workload as IHasAvailability)?.Availability ?? Applicability.Yes;

    /// <summary>How many connections all workers of a comparison together may hold.</summary>
    /// <param name="workload">The workload.</param>
    /// <returns>The limit.</returns>
    public static ConnectionLimit ConnectionLimit(this Workload workload) => (workload as ILimitsConnections)?.ConnectionLimit ?? Abstractions.ConnectionLimit.None;

    /// <summary>Whether each item waits for others, so that an operation must have all of them. Round trips follow one another, and do not.</summary>
    /// <param name="workload">The workload.</param>
    /// <returns>Whether they do.</returns>
    internal static bool ItemsWaitForOneAnother(this Workload workload) => workload is ItemWorkload and IFollowsOperations;

    /// <summary>Whether some items of a workload may run twice in an operation, so that it does more work than it says.</summary>
    /// <param name="workload">The workload.</param>
    /// <returns>Yes, or no with the reason.</returns>
    public static Applicability AllowsExtraWork(this Workload workload) => workload switch
    {
        not ItemWorkload => Applicability.No("its items are not run by themselves, so none can run twice"),
        _ when workload.ItemsWaitForOneAnother() => Applicability.No("its items wait for one another, so none can run twice"),
        _ => Applicability.Yes,
    };

    /// <summary>How many items an operation has.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="concurrency">The most items in flight at once, from 1.</param>
    /// <param name="isElsewhere">Whether the model's items run in processes that it starts.</param>
    /// <returns>A number from 1.</returns>
    public static int Items(this Workload workload, int concurrency, bool isElsewhere) =>
        isElsewhere && workload is ICallsEachItem calls ? calls.ItemsElsewhere : workload.Items(concurrency);

    /// <summary>The variables that a workload's workers are started with.</summary>
    /// <param name="workload">The workload.</param>
    /// <returns>The variables.</returns>
    public static IReadOnlyDictionary<string, string> WorkerEnvironment(this Workload workload) => (workload as IHasWorkerEnvironment)?.WorkerEnvironment ?? NoVariables;

    /// <summary>The concurrencies at which alone a workload makes sense.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="cores">How many cores the run may use.</param>
    /// <returns>The concurrencies, ascending; null when any does.</returns>
    public static IReadOnlyList<int>? Concurrencies(this Workload workload, int cores) => (workload as IHasConcurrencies)?.Concurrencies(cores);

    /// <summary>The concurrencies at which a workload is measured where none are named.</summary>
    /// <param name="workload">The workload.</param>
    /// <returns>The concurrencies, ascending; null where those of the profile are as good.</returns>
    public static IReadOnlyList<int>? UsualConcurrencies(this Workload workload) => (workload as IHasUsualConcurrencies)?.UsualConcurrencies;

    /// <summary>The parameters that a workload declares.</summary>
    /// <param name="workload">The workload.</param>
    /// <returns>The parameters; none for most.</returns>
    public static IReadOnlyList<WorkloadParameter> DeclaredParameters(this Workload workload) => (workload as IHasParameters)?.Parameters ?? [];

    /// <summary>The workload as a cell with some parameters has it, to ask it what follows from them.</summary>
    /// <param name="workload">A workload with usual parameters.</param>
    /// <param name="parameters">The cell's, whether or not the workload still declares them.</param>
    /// <returns>The same, or another of its class.</returns>
    public static Workload With(this Workload workload, Parameters parameters)
    {
        if (!parameters.HasOthers)
        {
            return workload;
        }

        var other = (Workload)Activator.CreateInstance(workload.GetType())!;
        other.Given = parameters;
        return other;
    }

    /// <summary>What a workload is measured with beside the concurrency.</summary>
    /// <param name="workload">The workload; null for one that is not known.</param>
    /// <param name="parameters">The cell's parameters.</param>
    /// <returns>As "delay 0 ms"; empty where all have their usual values.</returns>
    public static string ParametersText(this Workload? workload, Parameters parameters) => workload is null
        ? parameters.OthersText
        : string.Join(", ", parameters.Others.Select(number => Declared(workload, number.Key)?.Text(number.Value) ?? Parameters.Of(1).With(number.Key, number.Value).OthersText));

    /// <summary>Refuses a parameter or a value that a workload does not have.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The parameter.</returns>
    /// <exception cref="UsageException">There is no such parameter or value.</exception>
    public static WorkloadParameter Require(this Workload workload, string name, double value)
    {
        var parameter = workload.Require(name);
        return parameter.Values.Contains(value)
            ? parameter
            : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"parameter {name} of workload {workload.Id} has no value {value}: it is {parameter.Choice()}"));
    }

    /// <summary>Refuses a parameter that a workload does not have.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="name">The parameter's name.</param>
    /// <returns>The parameter.</returns>
    /// <exception cref="UsageException">There is no such parameter.</exception>
    public static WorkloadParameter Require(this Workload workload, string name) => Declared(workload, name)
        ?? throw (workload.DeclaredParameters() is [_, ..] declared
            ? UsageException.Unknown($"parameter of workload {workload.Id}", name, declared.Select(parameter => parameter.Name))
            : new UsageException($"workload {workload.Id} has no parameter {name}, and no other"));

    private static WorkloadParameter? Declared(Workload workload, string name) => workload.DeclaredParameters().FirstOrDefault(parameter => parameter.Name == name);

    /// <summary>
    /// How long an operation lasts at the least, whichever model runs it, because its items wait: by their delay, unless the
    /// workload has a schedule of its own.
    /// </summary>
    /// <param name="workload">The workload.</param>
    /// <param name="items">How many items it has, from 1.</param>
    /// <param name="concurrency">The most items in flight at once, from 1.</param>
    /// <returns>The time; zero when items wait for nothing of known length.</returns>
    public static TimeSpan ShortestOperation(this Workload workload, int items, int concurrency) => workload is IHasSchedule schedule
        ? schedule.ShortestOperation(items, concurrency)
        : workload.Delay() * (((long)items + concurrency - 1) / concurrency);
}
