namespace ConcurrencyBench.EndToEnd.Tests.Driving;

/// <summary>How the program ended and what it said.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record Outcome(int ExitCode, string Output, string Error)
{
    /// <summary>Checks that it refused its input: exit code 2, and one line on standard error that says all of this.</summary>
    /// <param name="parts">What the line must say.</param>
    public void AssertRefused(params IReadOnlyList<string> parts)
    {
        Assert.True(ExitCode == 2, ToString());
        Assert.Empty(Output);
        Assert.StartsWith("cbench: ", Error, StringComparison.Ordinal);
        Assert.True(Error.IndexOf('\n', StringComparison.Ordinal) == Error.Length - 1, $"more than one line: {Error}");
        Assert.All(parts, part => Assert.Contains(part, Error, StringComparison.Ordinal));
    }

    /// <summary>
    /// Checks that a run measured all that it set out to. What it was to decide may have been decided or not: that is the machine's affair, which may be busy.
    /// </summary>
    public void AssertMeasured() => Assert.True(ExitCode == 0 || (ExitCode == 1 && Output.StartsWith("✘ Nothing was decided: the machine was disturbed", StringComparison.Ordinal)), ToString());

    /// <summary>Checks the exit code, and shows everything when it is another.</summary>
    /// <param name="expected">The right one.</param>
    public void AssertExitCode(int expected) => Assert.True(ExitCode == expected, ToString());
}
