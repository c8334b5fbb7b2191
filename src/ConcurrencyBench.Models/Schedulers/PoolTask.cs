using System.Globalization;
using System.Reflection;

namespace ConcurrencyBench.Models.Schedulers;

/// <summary>
/// What a pool process is told at its start, as command-line arguments: reading them needs no serializer, and the
/// workload is named by its type, so that the process scans no catalogue.
/// </summary>
/// <param name="AssemblyPath">Where the workload's assembly is.</param>
/// <param name="TypeName">The workload's full type name.</param>
/// <param name="Recipe">The items and how the workload was set up.</param>
/// <param name="MessageBytes">The length of the longest message between workers; 0 when items are no messages.</param>
public sealed record PoolTask(string AssemblyPath, string TypeName, BatchRecipe Recipe, int MessageBytes = 0)
{
    private const int ArgumentCount = 7;

    /// <summary>Describes a batch for the pool processes that will run it.</summary>
    /// <param name="batch">The batch.</param>
    /// <returns>The task; each process runs one item at a time.</returns>
    public static PoolTask Of(Batch batch) => new(
        batch.WorkloadType.Assembly.Location,
        batch.WorkloadType.FullName!,
        batch.Recipe with { Setup = batch.Recipe.Setup with { Concurrency = 1 } },
        batch.Exchange?.MostBytes ?? 0);

    /// <summary>Reads what <see cref="ToArguments"/> wrote.</summary>
    /// <param name="arguments">The arguments after the verb and the shared file.</param>
    /// <returns>The task.</returns>
    /// <exception cref="FormatException">These are not a task's arguments.</exception>
    public static PoolTask Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count is not (ArgumentCount or ArgumentCount - 1))
        {
            throw new FormatException($"a pool process takes {ArgumentCount - 1} or {ArgumentCount} arguments after its file, not {arguments.Count}");
        }

        var fixture = arguments.Count == ArgumentCount ? arguments[^1] : null;
        var setup = new WorkloadSetup(ulong.Parse(arguments[4], CultureInfo.InvariantCulture), 1, fixture);
        var items = int.Parse(arguments[3], CultureInfo.InvariantCulture);
        var messageBytes = int.Parse(arguments[5], CultureInfo.InvariantCulture);
        return new PoolTask(arguments[0], arguments[1], new BatchRecipe(arguments[2], items, setup), messageBytes);
    }

    /// <summary>The task as command-line arguments.</summary>
    /// <returns>Six of them, or seven when the workload has a fixture.</returns>
    public IEnumerable<string> ToArguments()
    {
        yield return AssemblyPath;
        yield return TypeName;
        yield return Recipe.WorkloadId;
        yield return Recipe.Items.ToString(CultureInfo.InvariantCulture);
        yield return Recipe.Setup.Seed.ToString(CultureInfo.InvariantCulture);
        yield return MessageBytes.ToString(CultureInfo.InvariantCulture);
        if (Recipe.Setup.FixtureAddress is { } fixture)
        {
            yield return fixture;
        }
    }

    /// <summary>Makes the workload and sets it up.</summary>
    /// <returns>The batch to run items of.</returns>
    public async Task<Batch> OpenAsync()
    {
        var type = Assembly.LoadFrom(AssemblyPath).GetType(TypeName, throwOnError: true)!;
        var workload = (Workload)Activator.CreateInstance(type)!;
        await workload.SetUpAsync(Recipe.Setup, CancellationToken.None);
        return new Batch(workload, Recipe);
    }
}
