using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Journals;

/// <summary>Keeps every other run out of a run's folder until it is disposed of; a process that dies releases it. It is the manifest, open to no other process.</summary>
public sealed class FolderHold : IDisposable
{
    private readonly string _manifest;
    private FileStream _file;

    /// <summary>Opens the manifest.</summary>
    /// <param name="manifest">Its path.</param>
    internal FolderHold(string manifest) => (_manifest, _file) = (manifest, Open(manifest));

    /// <summary>Writes the manifest anew, and never releases the folder meanwhile.</summary>
    /// <param name="manifest">The run.</param>
    /// <exception cref="UsageException">The system refused.</exception>
    public void Replace(RunManifest manifest)
    {
        try
        {
            RunFolder.WritePart(_manifest, manifest);
            Replace();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot write {_manifest} ({exception.Message.TrimEnd('.')}): make room, or allow writing");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.None);

    /// <summary>The new one is held before it takes its place, so that no other run finds one that is not; Windows cannot rename a file that is open.</summary>
    private void Replace()
    {
        var before = _file;
        if (OperatingSystem.IsWindows())
        {
            before.Dispose();
            Rename();
            _file = Open(_manifest);
        }
        else
        {
            _file = Open(StagedFiles.PartOf(_manifest));
            Rename();
            before.Dispose();
        }
    }

    private void Rename() => File.Move(StagedFiles.PartOf(_manifest), _manifest, overwrite: true);
}
