namespace ConcurrencyBench.EndToEnd.Tests.Driving;

/// <summary>The working tree that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>Its top folder, absolute.</summary>
    public static string Folder { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ConcurrencyBench.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("the tests do not lie in the repository");
        }

        return folder;
    }
}
