namespace ConcurrencyBench.Tests;

/// <summary>Tests and explorations that take most of a minute and more: they run every night, not at every push.</summary>
internal static class LongTests
{
    private const string Variable = "CBENCH_TEST_LONG";

    /// <summary>Whether they run.</summary>
    public static bool AreWanted => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    /// <summary>Skips the calling test unless they run.</summary>
    public static void Require() => Assert.SkipUnless(AreWanted, $"takes long, and runs every night: {Variable}=1 dotnet test -c Release runs it");
}
