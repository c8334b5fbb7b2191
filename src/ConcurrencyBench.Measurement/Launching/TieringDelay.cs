using System.Globalization;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Launching;

/// <summary>
/// How long the runtime of a worker goes without new code before it counts calls, and then compiles again what is called often. The
/// usual 1 ms instead of the runtime's 100 ms brings workers to the state of a long-running program within their warm-up; what they
/// reach is the same. Without any pause, what only starting the process calls would be compiled again as well. A run that warms
/// nothing up keeps the runtime's pause, and is spared the compiling.
/// </summary>
internal static class TieringDelay
{
    private const string Variable = "DOTNET_TC_CallCountingDelayMs";
    private const string UsualText = "1";

    /// <summary>The pause in workers of a model that asks for no other.</summary>
    public static TimeSpan Usual { get; } = Parse(UsualText);

    /// <summary>The pause in this worker, by the variable that it was started with.</summary>
    public static TimeSpan Here => Parse(System.Environment.GetEnvironmentVariable(Variable) ?? UsualText);

    /// <summary>The variables that a worker of a model is started with.</summary>
    /// <returns>The model's own, and the usual pause unless it has one.</returns>
    public static IReadOnlyDictionary<string, string> EnvironmentOf(IReadOnlyDictionary<string, string> environment, bool warmsUp) =>
        warmsUp ? new Dictionary<string, string>(environment) { [Variable] = TextOf(environment) } : environment;

    /// <summary>The pause in workers of a model, in a run that warms up.</summary>
    /// <returns>A time. The runtime reads hexadecimal milliseconds.</returns>
    public static TimeSpan Of(Runtime runtime, DescribedModel model) => runtime.IsDotNet ? Parse(TextOf(model.Environment)) : Usual;

    private static string TextOf(IReadOnlyDictionary<string, string> environment) => environment.GetValueOrDefault(Variable, UsualText);

    private static TimeSpan Parse(string text) =>
        TimeSpan.FromMilliseconds(int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
}
