using System.Reflection;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Abstractions;

/// <summary>The models and workloads there are, found by scanning assemblies: a new one needs no registration.</summary>
public sealed class Catalog
{
    private readonly IReadOnlyList<Assembly> _assemblies;
    private readonly Lazy<IReadOnlyList<Model>> _models;
    private readonly Lazy<IReadOnlyList<Workload>> _workloads;

    /// <summary>Finds them in assemblies.</summary>
    /// <param name="assemblies">Where to look for public classes with a parameterless constructor.</param>
    public Catalog(params IReadOnlyList<Assembly> assemblies)
        : this(assemblies, assemblies.SelectMany(assembly => assembly.GetExportedTypes()))
    {
    }

    private Catalog(IReadOnlyList<Assembly> assemblies, IEnumerable<Type> types)
    {
        _assemblies = assemblies;
        _models = new(() => [.. Scan<Model>("model", types, model => model.Id).OrderBy(model => model.Description.Row).ThenBy(model => model.Id, StringComparer.Ordinal)]);
        _workloads = new(() => [.. Scan<Workload>("workload", types, workload => workload.Id).OrderBy(workload => workload.Kind).ThenBy(workload => workload.Id, StringComparer.Ordinal)]);
    }

    /// <summary>One unprepared instance of every model, in the order of the table.</summary>
    /// <exception cref="UsageException">Two models have one name.</exception>
    public IReadOnlyList<Model> Models => _models.Value;

    /// <summary>One instance of every workload, not set up, by kind and name.</summary>
    /// <exception cref="UsageException">Two workloads have one name.</exception>
    public IReadOnlyList<Workload> Workloads => _workloads.Value;

    /// <summary>Makes a fresh model.</summary>
    /// <param name="id">Its public name.</param>
    /// <param name="settings">What the user set.</param>
    /// <returns>The model, unprepared.</returns>
    /// <exception cref="UsageException">No model has that name.</exception>
    public Model CreateModel(string id, ModelSettings settings)
    {
        var model = Create("model", id, Models, known => known.Id);
        model.Settings = settings;
        return model;
    }

    /// <summary>Makes a fresh workload.</summary>
    /// <param name="id">Its public name.</param>
    /// <returns>The workload, not set up.</returns>
    /// <exception cref="UsageException">No workload has that name.</exception>
    public Workload CreateWorkload(string id) => Create("workload", id, Workloads, known => known.Id);

    /// <summary>Makes a fresh workload with the parameters of a cell.</summary>
    /// <param name="id">Its public name.</param>
    /// <param name="parameters">The parameters; those that are not named have their usual values.</param>
    /// <returns>The workload, not set up.</returns>
    /// <exception cref="UsageException">No workload has that name, or it has no such parameter or value.</exception>
    public Workload CreateWorkload(string id, Parameters parameters)
    {
        var workload = CreateWorkload(id);
        foreach (var (name, value) in parameters.Others)
        {
            workload.Require(name, value);
        }

        workload.Given = parameters;
        return workload;
    }

    /// <summary>Of the same assemblies some classes alone: making one of each there are is a tenth of a worker's start.</summary>
    /// <param name="classes">Full names of classes; one that no assembly has is left out.</param>
    /// <returns>The narrower catalogue.</returns>
    public Catalog Only(params IReadOnlyList<string> classes) =>
        new(_assemblies, classes.Select(name => _assemblies.Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is not null)).OfType<Type>());

    private static T Create<T>(string what, string id, IReadOnlyList<T> known, Func<T, string> idOf)
        where T : class
    {
        var match = known.FirstOrDefault(candidate => idOf(candidate) == id)
            ?? throw UsageException.Unknown(what, id, known.Select(idOf));
        return (T)Activator.CreateInstance(match.GetType())!;
    }

    private static List<T> Scan<T>(string what, IEnumerable<Type> types, Func<T, string> idOf)
        where T : class
    {
        var found = (from type in types
                     where type is { IsAbstract: false, ContainsGenericParameters: false } && type.IsSubclassOf(typeof(T))
                     let constructor = type.GetConstructor(Type.EmptyTypes)
                     where constructor is not null
                     select (T)constructor.Invoke(null)).ToList();
        if (found.FirstOrDefault(part => ModelAlias.Is(idOf(part))) is { } alias)
        {
            throw new UsageException($"{what} '{idOf(alias)}' ({Place(alias)}) is called as runs call copies of another: rename it");
        }

        return found.GroupBy(idOf).FirstOrDefault(same => same.Skip(1).Any()) is { } twice
            ? throw new UsageException($"two {what}s are called '{twice.Key}', {string.Join(" and ", twice.Select(Place))}: rename one, or leave one out")
            : found;
    }

    private static string Place<T>(T part)
        where T : class => $"{part.GetType().FullName} in {part.GetType().Assembly.GetName().Name}";
}
