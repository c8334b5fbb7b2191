using System.Globalization;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Planning;

/// <summary>A workload and its parameters beside the concurrency, as users name them: <c>http</c>, <c>http/delay=0</c>, or <c>grain/time=all</c>.</summary>
/// <param name="Workload">The workload's id.</param>
/// <param name="Parameters">The parameters that are not usual, at a concurrency of 1.</param>
public sealed record WorkloadChoice(string Workload, Parameters Parameters)
{
    private const string AllValues = "all";

    /// <summary>Reads what a user named.</summary>
    /// <param name="text">The text.</param>
    /// <param name="known">The workloads there are.</param>
    /// <returns>The choices: several where all values of a parameter are asked for.</returns>
    /// <exception cref="UsageException">There is no such workload, parameter or value.</exception>
    public static IReadOnlyList<WorkloadChoice> Parse(string text, IReadOnlyList<Workload> known)
    {
        var parts = text.Split('/');
        var workload = known.FirstOrDefault(workload => workload.Id == parts[0]) ?? throw UsageException.Unknown("workload", parts[0], known.Select(workload => workload.Id));
        if (parts.Skip(1).Select(part => part.Split('=')[0]).GroupBy(name => name).FirstOrDefault(same => same.Skip(1).Any()) is { } twice)
        {
            throw new UsageException($"'{text}' names parameter {twice.Key} twice: name it once");
        }

        return [.. parts.Skip(1).Aggregate<string, IEnumerable<Parameters>>([Parameters.Of(1)], (all, part) => Each(all, workload, part)).Select(parameters => new WorkloadChoice(workload.Id, parameters))];
    }

    /// <summary>All that can be chosen of a workload.</summary>
    /// <param name="workload">The workload.</param>
    /// <returns>A choice for each value of each parameter, the usual one first.</returns>
    public static IReadOnlyList<WorkloadChoice> All(Workload workload) =>
    [
        .. from parameters in workload.DeclaredParameters().Aggregate<WorkloadParameter, IEnumerable<Parameters>>([Parameters.Of(1)], (all, parameter) => Each(all, parameter, parameter.Values))
           orderby parameters.HasOthers
           select new WorkloadChoice(workload.Id, parameters),
    ];

    /// <summary>The text from which <see cref="Parse"/> makes this.</summary>
    /// <returns>As "http/delay=0".</returns>
    public override string ToString() => Workload + Parameters.At(1).Id[1..];

    private static IEnumerable<Parameters> Each(IEnumerable<Parameters> all, Workload workload, string part)
    {
        if (part.Split('=') is not [var name, { Length: > 0 } value])
        {
            throw new UsageException($"'{part}' of workload {workload.Id} is no parameter: give NAME=NUMBER, or NAME={AllValues}");
        }

        var parameter = workload.Require(name);
        return Each(all, parameter, value == AllValues ? parameter.Values : [Number(workload, parameter, value)]);
    }

    private static IEnumerable<Parameters> Each(IEnumerable<Parameters> all, WorkloadParameter parameter, IReadOnlyList<double> values) =>
        from parameters in all
        from value in values
        select value == parameter.Usual ? parameters : parameters.With(parameter.Name, value);

    private static double Number(Workload workload, WorkloadParameter parameter, string text)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            throw new UsageException($"parameter {parameter.Name} of workload {workload.Id} has no value '{text}': it is {parameter.Choice()}");
        }

        workload.Require(parameter.Name, value);
        return value;
    }
}
