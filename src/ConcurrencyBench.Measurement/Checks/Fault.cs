namespace ConcurrencyBench.Measurement.Checks;

/// <summary>What is wrong with a record, wherever it came from.</summary>
/// <param name="Member">Which member, as it is called in JSON: "costs.cpuNanoseconds", "phases[1].name".</param>
/// <param name="Value">What it holds, as text.</param>
/// <param name="Rule">What it must be.</param>
internal sealed record Fault(string Member, string Value, string Rule)
{
    private const int LongestValue = 60;

    public override string ToString()
    {
        var shown = Value.Length > LongestValue ? Value[..LongestValue] + "…" : Value;
        return $"{Member} is {shown}: {Rule}";
    }
}
