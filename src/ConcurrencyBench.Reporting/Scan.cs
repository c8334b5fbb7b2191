namespace ConcurrencyBench.Reporting;

/// <summary>Finds the types of this assembly that are of a kind: what is added needs no registration.</summary>
internal static class Scan
{
    /// <summary>One object of each type that is of a kind and can be made.</summary>
    public static IEnumerable<T> Of<T>() =>
        from type in typeof(Scan).Assembly.GetTypes()
        where type.IsAssignableTo(typeof(T)) && type is { IsAbstract: false, IsInterface: false }
        select (T)Activator.CreateInstance(type)!;
}
