using System.Globalization;
using System.Reflection;
using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Models.Pools;

/// <summary>
/// What a process that runs items is given as command-line arguments. Reading them needs no serializer, and the workload is
/// named by its type, so that the process scans no catalogue.
/// </summary>
/// <param name="AssemblyName">The workload's assembly, which belongs to the program or is beside it: a name, since the program may be one file, and another machine has it in its own place.</param>
/// <param name="TypeName">The workload's full type name.</param>
/// <param name="Items">How many items there are.</param>
/// <param name="Setup">How the workload is set up.</param>
/// <param name="MessageBytes">The length of the longest message between workers; 0 when items are no messages.</param>
public sealed record PoolTask(string AssemblyName, string TypeName, int Items, WorkloadSetup Setup, int MessageBytes = 0)
{
    private const int ArgumentCount = 8;

    /// <summary>Describes a batch for the processes that will run it.</summary>
    /// <param name="recipe">The batch.</param>
    /// <param name="concurrency">The most items in flight at once in each process.</param>
    /// <returns>The task.</returns>
    public static PoolTask Of(BatchRecipe recipe, int concurrency = 1) => new(
        recipe.WorkloadType.Assembly.GetName().Name!,
        recipe.WorkloadType.FullName!,
        recipe.Items,
        recipe.Setup with { Concurrency = concurrency },
        recipe.MessageBytes);

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
        var concurrency = int.Parse(arguments[4], CultureInfo.InvariantCulture);
        var setup = new WorkloadSetup(ulong.Parse(arguments[3], CultureInfo.InvariantCulture), concurrency, fixture) { Parameters = Parameters.Parse(arguments[6]) };
        var items = int.Parse(arguments[2], CultureInfo.InvariantCulture);
        var messageBytes = int.Parse(arguments[5], CultureInfo.InvariantCulture);
        return new PoolTask(arguments[0], arguments[1], items, setup, messageBytes);
    }

    /// <summary>The task as command-line arguments.</summary>
    /// <returns>Seven of them, or eight when the workload has a fixture.</returns>
    public IEnumerable<string> ToArguments()
    {
        yield return AssemblyName;
        yield return TypeName;
        yield return Items.ToString(CultureInfo.InvariantCulture);
        yield return Setup.Seed.ToString(CultureInfo.InvariantCulture);
        yield return Setup.Concurrency.ToString(CultureInfo.InvariantCulture);
        yield return MessageBytes.ToString(CultureInfo.InvariantCulture);
        yield return Setup.Parameters.Id;
        if (Setup.FixtureAddress is { } fixture)
        {
            yield return fixture;
        }
    }

    /// <summary>Makes the workload and sets it up.</summary>
    /// <returns>The operation whose items are run.</returns>
    public async Task<Operation> OpenAsync()
    {
        var type = Find(AssemblyName).GetType(TypeName, throwOnError: true)!;
        if (!type.IsSubclassOf(typeof(Workload)))
        {
            throw new FormatException($"{TypeName} is no workload");
        }

        var workload = ((Workload)Activator.CreateInstance(type)!).With(Setup.Parameters);
        await workload.SetUpAsync(Setup, CancellationToken.None);
        return new Operation(workload, Items, Setup);
    }

    private static Assembly Find(string name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (FileNotFoundException)
        {
            // Beside the program, but not of it, as that of a test.
            return Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, $"{Path.GetFileName(name)}.dll"));
        }
    }
}
