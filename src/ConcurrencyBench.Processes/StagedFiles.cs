using System.Collections.Concurrent;

namespace ConcurrencyBench.Processes;

/// <summary>
/// Files that appear in a folder whole or not at all. Each is written beside its place under a name of its own and flushed to disk,
/// and only when all are there do they take their places. A full disk or a kill before that leaves the earlier ones as they were;
/// what a kill leaves is removed by the next writer to that place. Members may be called from several threads.
/// </summary>
/// <param name="folder">Where; made when the first file is written.</param>
public sealed class StagedFiles(string folder) : IDisposable
{
    private const string Suffix = ".cbench-part";

    private readonly ConcurrentDictionary<string, string> _parts = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> _obsolete = [];

    /// <summary>Whether a file or folder is one that has not taken its place yet.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>True for what <see cref="PartOf"/> names.</returns>
    public static bool IsPart(string path) => Path.GetFileName(path) is ['.', ..] name && name.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>Where something is written before it takes its place.</summary>
    /// <param name="path">Its place.</param>
    /// <returns>A path in the same folder.</returns>
    public static string PartOf(string path) => Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}{Suffix}");

    /// <summary>Writes a file and waits until it is on disk.</summary>
    /// <param name="path">What it is called in the end.</param>
    /// <param name="write">Writes its bytes.</param>
    /// <exception cref="IOException">The disk is full, or another process writes the same file.</exception>
    public static void WritePart(string path, Action<Stream> write)
    {
        using var stream = new FileStream(PartOf(path), FileMode.Create, FileAccess.Write, FileShare.None);
        write(stream);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Writes a file beside its place.</summary>
    /// <param name="path">Its place, relative to the folder, with '/' between parts.</param>
    /// <param name="write">Writes its bytes.</param>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written to.</exception>
    public void Write(string path, Action<Stream> write)
    {
        var place = PlaceOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        _parts[place] = PartOf(place);
        WritePart(place, write);
    }

    /// <summary>An empty folder for what writes files by itself, each of which is then given to <see cref="Write"/>.</summary>
    /// <param name="path">What it is for, relative to the folder.</param>
    /// <returns>Its path; it goes when this is disposed of.</returns>
    public string MakeFolder(string path)
    {
        var part = PartOf(PlaceOf(path));
        Remove(part);
        _parts[part] = part;
        return Directory.CreateDirectory(part).FullName;
    }

    /// <summary>Lets a file go when the others take their places.</summary>
    /// <param name="path">Its place, relative to the folder, with '/' between parts.</param>
    public void RemoveAtCommit(string path) => _obsolete.Add(PlaceOf(path));

    /// <summary>Puts every file in its place.</summary>
    /// <exception cref="IOException">The system refused; files that are in place already stay there, whole.</exception>
    public void Commit()
    {
        foreach (var (place, part) in _parts.Where(file => file.Key != file.Value).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            File.Move(part, place, overwrite: true);
        }

        foreach (var place in _obsolete.Where(File.Exists))
        {
            File.Delete(place);
        }

        foreach (var inside in _parts.Keys.Concat(_obsolete).Select(place => Path.GetDirectoryName(place)!).Distinct().Where(Directory.Exists).ToList())
        {
            RemoveLeftovers(inside);
        }
    }

    /// <summary>Removes what did not take its place.</summary>
    public void Dispose()
    {
        foreach (var part in _parts.Values)
        {
            Remove(part);
        }
    }

    private static void RemoveLeftovers(string folder)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, $".*{Suffix}").Where(IsPart).ToList())
        {
            Remove(path);
        }
    }

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        else if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    private string PlaceOf(string path) => Path.Combine([folder, .. path.Split('/')]);
}
