using System.IO.Compression;
using System.Text;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Measurement.Tests.Fakes;

namespace ConcurrencyBench.Measurement.Tests;

/// <summary>A journal that was compressed with <c>gzip</c> is read as the plain one is; damage is found, and nothing is appended to it.</summary>
public sealed class CompressedJournalTests : IDisposable
{
    private const int Mebibyte = 1 << 20;

    private static readonly Cell Cell = Cell.Of("threads", "primes", 2);
    private static readonly RunManifest Manifest = TestRun.ManifestOf(TestRun.Workload("primes", 2));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cbench-test-");

    private string PlainPath => Path.Combine(_folder.FullName, "measurements.jsonl");

    private string CompressedPath => $"{PlainPath}.gz";

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("", false)]
    [InlineData("{\"entry\":\"measu", true)]
    [InlineData("\n \r\n", false)]
    public void Read_Compressed_IsWhatThePlainOneHolds(string rest, bool isCut)
    {
        Write(3);
        File.AppendAllText(PlainPath, rest);
        Compress();

        var (plain, compressed) = (Journal.Read(PlainPath, Manifest), Journal.Read(CompressedPath, Manifest));
        Assert.Equal(3, compressed.Entries.Count);
        Assert.Equivalent(plain, compressed, strict: true);
        Assert.Equal(isCut, compressed.LastLineIsCut);
    }

    [Fact]
    public void Read_CompressedInAnotherEncoding_IsRead()
    {
        Write(2);
        File.WriteAllText(PlainPath, File.ReadAllText(PlainPath), Encoding.Unicode);
        Compress();
        Assert.Equal(2, Journal.Read(CompressedPath, Manifest).Entries.Count);
    }

    /// <summary>A cut archive is the beginning of a whole one, which the runtime's reader takes for the end.</summary>
    [Fact]
    public void Read_ArchiveCutAnywhere_IsRefusedInOneLine()
    {
        Write(20);
        Compress();
        var whole = File.ReadAllBytes(CompressedPath);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(CompressedPath, whole[..length]);
            AssertRefused(CompressedPath, "measurements.jsonl.gz is no gzip archive of one part, or a damaged or cut one", $"gzip -dc {CompressedPath} > {PlainPath}");
        }
    }

    [Fact]
    public void Read_ArchiveWithAnyBitFlipped_IsRefusedOrSaysTheSame()
    {
        Write(5);
        var expected = Journal.Read(PlainPath, Manifest);
        Compress();
        var whole = File.ReadAllBytes(CompressedPath);
        var refused = 0;
        for (var bit = 0; bit < 8 * whole.Length; bit += 3)
        {
            byte[] flipped = [.. whole];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(CompressedPath, flipped);
            if (Record.Exception(() => Assert.Equivalent(expected, Journal.Read(CompressedPath, Manifest), strict: true)) is { } exception)
            {
                refused++;
                Assert.DoesNotContain('\n', Assert.IsType<UsageException>(exception).Message);
            }
        }

        // Only the time and the system in an archive's header mean nothing.
        Assert.True(refused > 8 * (whole.Length - 10) / 3, $"{refused} of {8 * whole.Length / 3}");
    }

    [Fact]
    public void Read_NoArchive_IsRefused()
    {
        Write(3);
        File.Move(PlainPath, CompressedPath);
        AssertRefused(CompressedPath, "is no gzip archive");
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public void Read_LineLongerThanAMebibyte_IsRefusedByItsNumber(bool isCompressed, bool isWhole)
    {
        Write(2);
        File.AppendAllText(PlainPath, $"{{\"entry\":\"failure\",\"reason\":\"{new string('x', Mebibyte)}\"}}{(isWhole ? "\n" : string.Empty)}");
        Compress();
        AssertRefused(isCompressed ? CompressedPath : PlainPath, "line 3 is damaged (it is longer than 1 MiB)");
    }

    /// <summary>An archive may hold a thousand times its own size: what it holds is never in memory whole, and has a bound.</summary>
    [Fact]
    public void Read_ArchiveOfOneEndlessLine_IsRefusedAfterAPortion()
    {
        Compress(' ', 64);
        Assert.True(new FileInfo(CompressedPath).Length < Mebibyte);
        var before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(CompressedPath, "line 1 is damaged (it is longer than 1 MiB)");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 * Mebibyte);
    }

    [Fact]
    public void Portions_MoreThanAnyRunWrites_AreRefused()
    {
        Compress('\n', 64);
        using var text = JournalText.Open(CompressedPath, most: 32 * Mebibyte);
        var refusal = Assert.Throws<UsageException>(() => text.Portions().Sum(lines => lines.Count)).Message;
        Assert.Contains("measurements.jsonl.gz has more than 32 MiB of text", refusal, StringComparison.Ordinal);
    }

    /// <summary>A line that begins in one portion ends in the next; and of a long journal's many equal cells one is kept.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_MoreThanAPortion_IsReadInOrderWithThePlansOwnCells(bool isCompressed)
    {
        const int Count = 30_000;
        Write(Count);
        Assert.True(new FileInfo(PlainPath).Length > 5 * Mebibyte);
        Compress();

        var entries = Journal.Read(isCompressed ? CompressedPath : PlainPath, Manifest).Entries.Cast<BlockMeasurement>().ToList();
        Assert.Equal(Enumerable.Range(0, Count), entries.Select(entry => entry.Block));
        var comparison = Manifest.Plan.Comparisons.Single();
        Assert.All(entries, entry => Assert.Same(comparison.Find("threads"), entry.Cell));
        Assert.All(entries, entry => Assert.Same(comparison.Id, entry.Comparison));
        Assert.All(entries, entry => Assert.Same(Manifest.Id, entry.RunId));
    }

    [Fact]
    public void Open_FolderWithACompressedJournal_ReadsIt()
    {
        var folder = RunFolder.Create(Path.Combine(_folder.FullName, "run"), Manifest);
        Assert.Equal(Path.Combine(folder.Path, "measurements.jsonl"), folder.JournalPath);
        Write(3);
        Compress();
        File.Move(CompressedPath, Path.Combine(folder.Path, "measurements.jsonl.gz"));
        Assert.Equal(Path.Combine(folder.Path, "measurements.jsonl.gz"), RunFolder.Open(folder.Path).Folder.JournalPath);

        File.Move(PlainPath, Path.Combine(folder.Path, "measurements.jsonl"));
        var refusal = Assert.Throws<UsageException>(() => RunFolder.Open(folder.Path)).Message;
        Assert.Contains("two journals, measurements.jsonl and measurements.jsonl.gz: remove the one that is not the run's", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Append_ToACompressedJournal_IsRefusedWithTheRemedyAndLeavesIt()
    {
        Write(3);
        Compress();
        var before = File.ReadAllBytes(CompressedPath);
        var refusal = Assert.Throws<UsageException>(() => Journal.Append(CompressedPath, Journal.Read(CompressedPath, Manifest), Manifest.Id)).Message;
        Assert.Contains($"decompress it with: gzip -d {CompressedPath}", refusal, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(CompressedPath));
    }

    private void Write(int count)
    {
        using var journal = Journal.Append(PlainPath, JournalContent.Empty, Manifest.Id);
        journal.Write(Enumerable.Range(0, count).Select(block => TestRun.Measurement(Cell, block)));
    }

    private void Compress()
    {
        using var plain = File.OpenRead(PlainPath);
        using var archive = new GZipStream(File.Create(CompressedPath), CompressionLevel.Optimal);
        plain.CopyTo(archive);
    }

    private void Compress(char letter, int mebibytes)
    {
        var portion = Enumerable.Repeat((byte)letter, Mebibyte).ToArray();
        using var archive = new GZipStream(File.Create(CompressedPath), CompressionLevel.Optimal);
        for (var written = 0; written < mebibytes; written++)
        {
            archive.Write(portion);
        }
    }

    private static void AssertRefused(string path, params string[] parts)
    {
        var refusal = Assert.Throws<UsageException>(() => Journal.Read(path, Manifest)).Message;
        Assert.All(parts, part => Assert.Contains(part, refusal, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', refusal);
    }
}
