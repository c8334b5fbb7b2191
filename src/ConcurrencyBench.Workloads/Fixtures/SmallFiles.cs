using System.Globalization;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Workloads.Fixtures;

/// <summary>The <c>files</c> workload's folder, fresh under the temporary path: 2,000 files of 4 KiB, deleted on disposal.</summary>
internal sealed class SmallFiles : Fixture
{
    /// <summary>How many files there are.</summary>
    public const int Count = 2000;

    /// <summary>The length of every file.</summary>
    public const int Length = 4096;

    private SmallFiles(string folder)
        : base(folder)
    {
    }

    /// <summary>Writes the files.</summary>
    public static SmallFiles Write(ulong seed, CancellationToken cancellationToken)
    {
        var folder = MakeFolder();
        try
        {
            Span<byte> content = stackalloc byte[Length];
            for (var item = 0; item < Count; item++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Fill(seed, item, content);
                // Not File.WriteAllBytes: it reserves the blocks at once, and such files take seconds to delete on ext4.
                using var file = File.OpenHandle(PathOf(folder, item), FileMode.CreateNew, FileAccess.Write);
                RandomAccess.Write(file, content, 0);
            }

            return new SmallFiles(folder);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>The system's own message names no folder.</summary>
    private static string MakeFolder()
    {
        try
        {
            return Directory.CreateTempSubdirectory(Leftovers.Prefix("files")).FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"no folder can be made in {Path.GetTempPath()} ({exception.Message.TrimEnd('.')})", exception);
        }
    }

    /// <summary>Where an item's file is.</summary>
    public static string PathOf(string folder, int item) => Path.Combine(folder, item.ToString("d4", CultureInfo.InvariantCulture));

    /// <summary>Makes an item's content.</summary>
    public static void Fill(ulong seed, int item, Span<byte> content) => Digest.Fill(Digest.Of(seed, (ulong)item), content);

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(Address, recursive: true);
        return ValueTask.CompletedTask;
    }
}
