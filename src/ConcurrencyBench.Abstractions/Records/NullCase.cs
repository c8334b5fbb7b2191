namespace ConcurrencyBench.Abstractions.Records;

/// <summary>
/// A model measured a second time under another name, launched and paired like any other model. Its ratio to itself
/// is what this run can call a difference when there is none: the noise floor.
/// </summary>
public static class NullCase
{
    /// <summary>What the second name ends in.</summary>
    public const string Suffix = "-again";

    /// <summary>The second name of a model.</summary>
    /// <param name="model">The model's id.</param>
    /// <returns>The name of its null case.</returns>
    public static string Of(string model) => model + Suffix;

    /// <summary>Whether a name is a null case's.</summary>
    /// <param name="model">A model's name in a run.</param>
    /// <returns>True for a second name.</returns>
    public static bool Is(string model) => model.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>The id of the model that a name stands for.</summary>
    /// <param name="model">A model's name in a run.</param>
    /// <returns>The catalogue's id.</returns>
    public static string ModelId(string model) => Is(model) ? model[..^Suffix.Length] : model;
}
