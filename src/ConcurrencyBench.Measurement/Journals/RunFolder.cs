using System.Globalization;
using System.Text.Json;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Checks;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Journals;

/// <summary>The files of a run: the manifest, the journal, and the reports made from them.</summary>
public sealed class RunFolder
{
    private const string ManifestName = "run.json";
    private const string JournalName = "measurements.jsonl";

    private RunFolder(string path)
    {
        Path = path;
        JournalPath = File.Exists(CompressedJournalPath) ? CompressedJournalPath : PlainJournalPath;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The append-only file of everything measured; or that file compressed, to which nothing is appended.</summary>
    public string JournalPath { get; }

    private string PlainJournalPath => System.IO.Path.Combine(Path, JournalName);

    private string CompressedJournalPath => PlainJournalPath + JournalText.CompressedSuffix;

    private string ManifestPath => System.IO.Path.Combine(Path, ManifestName);

    /// <summary>Makes the folder of a new run and writes its manifest.</summary>
    /// <param name="path">Where; nothing may be there yet but an empty folder.</param>
    /// <param name="manifest">What the run sets out to do.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="UsageException">Something is there already, or the folder cannot be written.</exception>
    public static RunFolder Create(string path, RunManifest manifest)
    {
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any(entry => !StagedFiles.IsPart(entry))))
        {
            throw new UsageException(
                $"output folder {path} exists already: name another with --out, or continue that run with: {ShownCommand.Of("--resume", System.IO.Path.GetFullPath(path))}");
        }

        var folder = new RunFolder(path);
        var isNew = !Directory.Exists(path);
        try
        {
            Directory.CreateDirectory(path);
            RequireOwn(path);
            folder.WriteManifest(manifest);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (isNew && Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any())
            {
                Directory.Delete(path);
            }

            throw new UsageException($"cannot write the output folder {path} ({exception.Message.TrimEnd('.')}): name another with --out");
        }

        return folder;
    }

    /// <summary>Opens the folder of an earlier run.</summary>
    /// <param name="path">Where.</param>
    /// <returns>The folder and its manifest.</returns>
    /// <exception cref="UsageException">There is no run, or one that this program cannot read.</exception>
    public static (RunFolder Folder, RunManifest Manifest) Open(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new UsageException($"run folder {path} does not exist: name a folder that 'cbench run' wrote");
        }

        var folder = new RunFolder(path);
        if (!File.Exists(folder.ManifestPath))
        {
            throw new UsageException($"{path} has no {ManifestName}, so it holds no run: name a folder that 'cbench run' wrote");
        }

        var manifest = folder.ReadManifest();
        folder.RequireOneJournal();
        return (folder, manifest);
    }

    /// <summary>Keeps every other run out of the folder; a process that dies releases it.</summary>
    /// <returns>Releases the folder when disposed.</returns>
    /// <exception cref="UsageException">Another run holds it.</exception>
    public FolderHold Hold()
    {
        try
        {
            return new FolderHold(ManifestPath);
        }
        catch (IOException exception) when (FileHolder.Refused(exception))
        {
            throw IsMeasured();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{Path} is in use by another run ({exception.Message.TrimEnd('.')}): wait until no other run uses it");
        }
    }

    /// <summary>In another user's folder a link may be where a file is to be written, and lead anywhere.</summary>
    private static void RequireOwn(string path)
    {
        if (FileOwner.StrangerOf(path) is { } stranger)
        {
            throw new UsageException(string.Create(
                CultureInfo.InvariantCulture, $"output folder {path} belongs to another user (number {stranger}), who may redirect what is written there: name another with --out"));
        }
    }

    /// <summary>Writes a manifest beside its place.</summary>
    internal static void WritePart(string path, RunManifest manifest)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(manifest, ManifestJson.Default.RunManifest);
        StagedFiles.WritePart(path, stream => stream.Write(text));
    }

    private void WriteManifest(RunManifest manifest)
    {
        // Beside, and then renamed: half a manifest, of a full disk or a kill, would look like a run; and another run's must stay.
        try
        {
            WritePart(ManifestPath, manifest);
            File.Move(StagedFiles.PartOf(ManifestPath), ManifestPath, overwrite: false);
        }
        catch (IOException)
        {
            File.Delete(StagedFiles.PartOf(ManifestPath));
            throw;
        }
    }

    /// <summary>What is said of a run that goes on.</summary>
    private UsageException IsMeasured() => new(FileHolder.Of(ManifestPath) is { } process
        ? string.Create(CultureInfo.InvariantCulture, $"{Path} is being measured by process {process}: wait until it ends, or end it with 'kill -INT {process}'")
        : $"{Path} is being measured by another process: wait until it ends");

    /// <summary>Which of two is the run's is not known: one may have been continued after it was compressed.</summary>
    private void RequireOneJournal()
    {
        if (File.Exists(PlainJournalPath) && File.Exists(CompressedJournalPath))
        {
            throw new UsageException($"{Path} has two journals, {JournalName} and {JournalName}{JournalText.CompressedSuffix}: remove the one that is not the run's");
        }
    }

    private void RequireUnheld()
    {
        try
        {
            using var file = File.OpenRead(ManifestPath);
        }
        catch (IOException exception) when (FileHolder.Refused(exception))
        {
            throw IsMeasured();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Reading it says more.
        }
    }

    private RunManifest ReadManifest()
    {
        RequireUnheld();
        var text = UserFile.Utf8(ManifestPath);
        string damage;
        try
        {
            using var document = JsonDocument.Parse(text);
            var member = document.RootElement.GetProperty("schemaVersion");
            if (!member.TryGetInt32(out var version))
            {
                throw new JsonException($"schemaVersion is {member}: a whole number was expected");
            }

            if (version > RunManifest.CurrentSchemaVersion)
            {
                throw new UsageException(
                    $"{ManifestPath} has schema version {version}, newer than {RunManifest.CurrentSchemaVersion}, the newest that this program reads: use the program that wrote it");
            }

            var manifest = JsonSerializer.Deserialize(text, version == SchemaOne.Version ? SchemaOne.Manifest : ManifestJson.Default.RunManifest)!;
            if (ManifestRules.Of(manifest) is not { } fault)
            {
                return manifest;
            }

            damage = fault.ToString();
        }
        catch (Exception exception) when (UserFile.IsDamage(exception))
        {
            damage = UserFile.Describe(exception);
        }

        throw new UsageException($"{ManifestPath} is damaged ({damage}): restore it, or run again");
    }
}
