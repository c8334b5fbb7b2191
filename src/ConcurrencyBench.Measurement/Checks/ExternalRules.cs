using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Checks;

/// <summary>What holds for the description of another runtime's worker beyond <see cref="RecordRules"/>: its names become names of the run.</summary>
internal static class ExternalRules
{
    private const int LongestName = 40;

    /// <summary>Checks an answer to <c>describe</c>.</summary>
    /// <param name="description">The answer, which keeps <see cref="RecordRules"/>.</param>
    public static Fault? Of(WorkerDescription description) =>
        PublicName("runtime", description.Runtime.Id)
        ?? (description.Runtime.IsDotNet ? new Fault("runtime", Rule.Text(description.Runtime.Id), "that is this program's own runtime") : null)
        ?? Rule.Each("models", description.Models, description.Models.Count, (member, model) => PublicName($"{member}.id", model.Id) ?? NoNullCase($"{member}.id", description.Runtime.NameOf(model.Id)))
        ?? (description.Models.Select(model => model.Id).Distinct().Count() == description.Models.Count ? null : new Fault("models", "a list that has an id twice", "each model is there once"))
        ?? (description.Models.Count > 0 ? null : new Fault("models", "empty", "a worker has a model at the least"));

    private static Fault? PublicName(string member, string name) => IsPublicName(name)
        ? null
        : new Fault(member, Rule.Text(name), $"lower-case letters and digits were expected, dots and hyphens between them, at most {LongestName}, and not {ModelAlias.AgainSuffix} at the end");

    private static Fault? NoNullCase(string member, string name) =>
        ModelAlias.Is(name) ? new Fault(member, Rule.Text(name), "a run calls a model that is measured twice so") : null;

    private static bool IsPublicName(string name) =>
        name.Length <= LongestName && !ModelAlias.Is(name) && name.Split('.', '-').All(part => part.Length > 0 && part.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character)));
}
