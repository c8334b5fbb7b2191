using System.Reflection;
using System.Xml.Linq;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Reporting.Tests;

/// <summary>ConcurrencyBench.Abstractions is what users reference: its public members are a promise, and it brings nothing else.</summary>
public sealed class PublicMembersTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly Abstractions = typeof(Workload).Assembly;

    /// <summary>What a model's or a workload's author uses, and what the files of a run contain.</summary>
    [Theory]
    [InlineData("public-members.txt", false)]
    [InlineData("public-members-of-records.txt", true)]
    public void PublicMembers_OfAbstractions_AreAsApproved(string approved, bool areOfRecords) => Approval.Check(
        approved, string.Concat(Abstractions.GetExportedTypes().Where(type => IsOfRecords(type) == areOfRecords).OrderBy(type => type.FullName, StringComparer.Ordinal).Select(Describe)));

    [Theory]
    [InlineData(typeof(Workload))]
    [InlineData(typeof(ItemWorkload))]
    [InlineData(typeof(RoundTripWorkload))]
    [InlineData(typeof(StreamWorkload))]
    [InlineData(typeof(Model))]
    [InlineData(typeof(Batch))]
    [InlineData(typeof(BatchRecipe))]
    public void CoreTypes_HaveFewPublicMembers(Type type) =>
        Assert.InRange(MembersOf(type).Where(member => !member.StartsWith("protected", StringComparison.Ordinal)).Distinct().Count(), 1, 8);

    [Fact]
    public void Abstractions_BringNothingElse()
    {
        Assert.All(Abstractions.GetReferencedAssemblies(), reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));
        Assert.All(
            ["ProjectReference", "PackageReference", "FrameworkReference"],
            element => Assert.Empty(XDocument.Load(Path.Combine(Sources(), "ConcurrencyBench.Abstractions", "ConcurrencyBench.Abstractions.csproj")).Descendants(element)));
    }

    private static bool IsOfRecords(Type type) => type.Namespace!.EndsWith(".Records", StringComparison.Ordinal) || type.Namespace.EndsWith(".Counters", StringComparison.Ordinal);

    private static string Sources() => Path.GetFullPath(Path.Combine(Metadata("ReferenceRun"), "..", "..", "src"));

    private static string Metadata(string key) =>
        typeof(PublicMembersTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private static string Describe(Type type) =>
        $"{type.FullName}{Bases(type)}\n{string.Concat(MembersOf(type).Order(StringComparer.Ordinal).Select(member => $"    {member}\n"))}";

    private static string Bases(Type type)
    {
        IEnumerable<Type> bases = [.. new[] { type.BaseType }.OfType<Type>().Where(other => other != typeof(object)), .. type.GetInterfaces().Where(other => other.Assembly == Abstractions)];
        return bases.Any() ? $" : {string.Join(", ", bases.Select(NameOf).Distinct())}" : string.Empty;
    }

    /// <summary>Those that are written by hand: what the compiler adds to a record, a property or an enumeration says nothing more.</summary>
    private static IEnumerable<string> MembersOf(Type type) =>
        from member in type.GetMembers(Declared)
        let text = member switch
        {
            FieldInfo { IsPublic: true, IsSpecialName: false } field => $"{NameOf(field.FieldType)} {field.Name}",
            PropertyInfo property when Access(property.GetMethod ?? property.SetMethod!) is { } access && property.Name != "EqualityContract" =>
                $"{access}{NameOf(property.PropertyType)} {property.Name} {{ {(property.GetMethod is null ? string.Empty : "get; ")}{(property.SetMethod is { } set && Access(set) is not null ? "set; " : string.Empty)}}}",
            ConstructorInfo constructor when Access(constructor) is { } access && !IsCopy(constructor) => $"{access}new({Parameters(constructor)})",
            MethodInfo { IsSpecialName: false } method when Access(method) is { } access && !IsOfARecord(method) => $"{access}{NameOf(method.ReturnType)} {method.Name}({Parameters(method)})",
            _ => null,
        }
        where text is not null
        select text;

    private static string? Access(MethodBase method) => method.IsPublic ? string.Empty : method.IsFamily || method.IsFamilyOrAssembly ? "protected " : null;

    private static bool IsCopy(ConstructorInfo constructor) => constructor.GetParameters() is [var only] && only.ParameterType == constructor.DeclaringType;

    private static bool IsOfARecord(MethodInfo method) =>
        method.Name is "Equals" or "GetHashCode" or "ToString" or "PrintMembers" or "Deconstruct" or "<Clone>$";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter => $"{NameOf(parameter.ParameterType)} {parameter.Name}"));

    private static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Name[..Math.Max(0, type.Name.IndexOf('`', StringComparison.Ordinal))]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.Name;
}
