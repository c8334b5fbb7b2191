using System.Reflection;

namespace ConcurrencyBench.Reporting.Tests;

/// <summary>
/// Compares text with a file in <c>Approved/</c>. With CBENCH_APPROVE=1 in the environment the file is written
/// instead; look at the difference before it is committed.
/// </summary>
internal static class Approval
{
    public static void Check(string name, string actual)
    {
        var path = Path.Combine(Folder(), name);
        if (Environment.GetEnvironmentVariable("CBENCH_APPROVE") == "1")
        {
            Directory.CreateDirectory(Folder());
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"Approved/{name} is missing: set CBENCH_APPROVE=1 to write it, and read it before committing");
        Assert.True(Difference(File.ReadAllText(path), actual) is null, $"Approved/{name} differs at {Difference(File.ReadAllText(path), actual)}\n(CBENCH_APPROVE=1 accepts the new text)");
    }

    private static string? Difference(string approved, string actual)
    {
        var (before, after) = (approved.Split('\n'), actual.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(before.Length, after.Length))
            .FirstOrDefault(index => before.ElementAtOrDefault(index) != after.ElementAtOrDefault(index), -1);
        return line < 0 ? null : $"line {line + 1}\n  approved: {before.ElementAtOrDefault(line) ?? "(ends)"}\n  actual:   {after.ElementAtOrDefault(line) ?? "(ends)"}";
    }

    // Given by the project: the paths of sources are not those of this machine in a build of continuous integration.
    private static string Folder() => typeof(Approval).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ApprovedFolder").Value!;
}
