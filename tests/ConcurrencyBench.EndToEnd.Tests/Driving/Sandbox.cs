using System.Globalization;
using System.Security.Cryptography;

namespace ConcurrencyBench.EndToEnd.Tests.Driving;

/// <summary>
/// A working directory and a temporary folder for one test, and a mark that every process it starts inherits in its
/// environment, so that what is left of them can be found however they became orphans.
/// </summary>
internal sealed class Sandbox : IDisposable
{
    public const string MarkName = "CONCURRENCYBENCH_TEST_MARK";

    private readonly IReadOnlyList<string> _sharedBefore = OrphanedMemory();
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("cbench-e2e-");

    public Sandbox()
    {
        Directory.CreateDirectory(Folder);
        Directory.CreateDirectory(Temporary);
        Cbench = new Cbench(this);
    }

    public string Mark { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The working directory.</summary>
    public string Folder => Path.Combine(_root.FullName, "here");

    /// <summary>The temporary folder of the processes.</summary>
    public string Temporary => Path.Combine(_root.FullName, "tmp");

    /// <summary>The program, running here.</summary>
    public Cbench Cbench { get; }

    /// <summary>A path in the working directory.</summary>
    /// <param name="name">Relative.</param>
    /// <returns>Absolute.</returns>
    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>Every file and folder of the working directory, with a hash of its bytes.</summary>
    /// <returns>One line each, sorted.</returns>
    public IReadOnlyList<string> Snapshot() => SnapshotOf(Folder);

    /// <inheritdoc cref="Snapshot"/>
    /// <param name="folder">Of which folder.</param>
    public static IReadOnlyList<string> SnapshotOf(string folder) =>
    [
        .. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
            .Select(path => Directory.Exists(path)
                ? $"{Path.GetRelativePath(folder, path)}/"
                : $"{Path.GetRelativePath(folder, path)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The living processes that bear the mark.</summary>
    /// <param name="verb">Only those that were started with this first argument; null for all.</param>
    /// <returns>Their ids, ascending.</returns>
    public IReadOnlyList<int> Processes(string? verb = null) =>
    [
        .. from folder in Directory.EnumerateDirectories("/proc")
           where int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _)
           where Read($"{folder}/environ").Contains($"{MarkName}={Mark}")
           where verb is null || Read($"{folder}/cmdline").ElementAtOrDefault(1) == verb
           let id = int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)
           orderby id
           select id,
    ];

    /// <summary>Checks that the processes are gone, or go within half a minute, and left nothing in temporary places.</summary>
    /// <returns>A task that ends when nothing is left.</returns>
    public async Task AssertNothingLeftAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (Processes().Count > 0 && !patience.IsCancellationRequested)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Empty(Processes());
        Assert.Empty(Directory.EnumerateFileSystemEntries(Temporary));
        Assert.Empty(OrphanedMemory().Except(_sharedBefore));
    }

    /// <summary>Ends every process that bears the mark.</summary>
    public void KillAll()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        foreach (var id in Processes())
        {
            try
            {
                using var process = System.Diagnostics.Process.GetProcessById(id);
                process.Kill();
            }
            catch (ArgumentException)
            {
                // It ended by itself in the meantime.
            }
        }
    }

    public void Dispose()
    {
        KillAll();
        _root.Delete(recursive: true);
    }

    /// <summary>Shared memory of the program whose process, named in its name, is gone. Other runs on this machine may have theirs.</summary>
    private static IReadOnlyList<string> OrphanedMemory() => Directory.Exists("/dev/shm")
        ? [.. Directory.EnumerateFiles("/dev/shm", "cbench-*").Where(path => !Directory.Exists($"/proc/{Path.GetFileName(path).Split('-')[1]}"))]
        : [];

    private static string[] Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Split('\0');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended, or belongs to someone else.
            return [];
        }
    }
}
