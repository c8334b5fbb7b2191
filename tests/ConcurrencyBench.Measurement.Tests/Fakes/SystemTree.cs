namespace ConcurrencyBench.Measurement.Tests.Fakes;

/// <summary>Files of a system, in a temporary folder that goes with them.</summary>
internal sealed class SystemTree : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("cbench-test-");

    public string Root => _root.FullName;

    /// <summary>Writes a file.</summary>
    /// <param name="path">Absolute, in that system.</param>
    /// <param name="text">Its text; a line feed is added.</param>
    public SystemTree With(string path, string text)
    {
        var file = Root + path;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, $"{text}\n");
        return this;
    }

    public void Dispose() => _root.Delete(recursive: true);
}
