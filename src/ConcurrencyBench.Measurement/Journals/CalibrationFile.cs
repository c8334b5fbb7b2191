using System.Globalization;
using System.Text.Json;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Checks;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Journals;

/// <summary><c>calibration.json</c>: where it is kept, and reading and writing it.</summary>
public static class CalibrationFile
{
    /// <summary>What it is called.</summary>
    public const string Name = "calibration.json";

    /// <summary>
    /// Where a user's calibration is: <c>cbench/calibration.json</c> in the folder of the user's data, <c>$XDG_DATA_HOME</c> or else
    /// <c>~/.local/share</c>. Null for a user who has none.
    /// </summary>
    public static string? UsualPath =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } data ? Path.Combine(data, "cbench", Name) : null;

    /// <summary>Reads a calibration.</summary>
    /// <param name="path">Where.</param>
    /// <returns>The calibration.</returns>
    /// <exception cref="UsageException">It is another user's, cannot be read, or is none.</exception>
    public static Calibration Read(string path)
    {
        RequireOwn(path);
        var text = UserFile.Utf8(path);
        string damage;
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.TryGetProperty("schemaVersion", out var member) && member.TryGetInt32(out var version) && version > Calibration.CurrentSchemaVersion)
            {
                throw new UsageException($"{path} has schema version {version}, newer than {Calibration.CurrentSchemaVersion}, the newest that this program reads: use the program that wrote it, or calibrate again");
            }

            var calibration = JsonSerializer.Deserialize(text, ManifestJson.Default.Calibration) ?? throw new JsonException("it is null");
            if (CalibrationRules.Of(calibration) is not { } fault)
            {
                return calibration;
            }

            damage = fault.ToString();
        }
        catch (Exception exception) when (UserFile.IsDamage(exception))
        {
            damage = UserFile.Describe(exception);
        }

        throw new UsageException($"{path} is no calibration ({damage}): remove it, or make it again with: {ShownCommand.Of("calibrate")}");
    }

    /// <summary>Writes a calibration, whole or not at all.</summary>
    /// <param name="path">Where; its folder is made.</param>
    /// <param name="calibration">The calibration.</param>
    /// <exception cref="UsageException">The folder is another user's, or cannot be written.</exception>
    public static void Write(string path, Calibration calibration) => InFolderOf(path, folder =>
    {
        using var staged = new StagedFiles(folder);
        staged.Write(Path.GetFileName(path), stream => JsonSerializer.Serialize(stream, calibration, ManifestJson.Default.Calibration));
        staged.Commit();
    });

    /// <summary>Makes sure that a calibration can be written, before it takes minutes to make.</summary>
    /// <param name="path">Where; its folder is made.</param>
    /// <exception cref="UsageException">The folder is another user's, or cannot be written.</exception>
    public static void RequireWritable(string path) => InFolderOf(path, folder =>
    {
        if (Directory.Exists(path))
        {
            throw new IOException("it is a folder");
        }

        if (File.Exists(path))
        {
            RequireCalibration(path);
        }

        using var staged = new StagedFiles(folder);
        staged.Write(Path.GetFileName(path), _ => { });
    });

    /// <summary>What is no calibration is not replaced by one; it may be anything, so nothing is said of removing it.</summary>
    private static void RequireCalibration(string path)
    {
        try
        {
            _ = Read(path);
        }
        catch (UsageException)
        {
            throw new UsageException($"{path} is no calibration that this program reads, so it is not replaced: name another place with --calibration");
        }
    }

    private static void InFolderOf(string path, Action<string> write)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        try
        {
            Directory.CreateDirectory(folder);
            RequireOwn(folder);
            write(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot write {path} ({exception.Message.TrimEnd('.')}): name another place with --calibration");
        }
    }

    private static void RequireOwn(string path)
    {
        if (FileOwner.StrangerOf(path) is { } stranger)
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{path} belongs to another user (number {stranger}), so it is not used: name another place with --calibration"));
        }
    }
}
