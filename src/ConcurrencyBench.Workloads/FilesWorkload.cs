using System.Buffers;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// Opens, reads, closes and digests one of 2,000 small files, which the kernel has in its page cache. An operation reads each of them four times: once takes
/// 10 to 17 ms, of which one late tick of the system is a third.
/// </summary>
public sealed class FilesWorkload : ItemWorkload, IHasAvailability, IHasFixture
{
    private const int ReadsOfEach = 4;

    private string[] _paths = [];

    /// <inheritdoc/>
    public override string Id => "files";

    /// <inheritdoc/>
    public override string Description => "reads and digests one of 2,000 files of 4 KiB";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Io;

    /// <inheritdoc/>
    public bool HasServer => false;

    /// <inheritdoc/>
    public Applicability Availability => TemporaryFolder.Try(SmallFiles.Count * SmallFiles.Length);

    /// <inheritdoc/>
    public override int Items(int concurrency) => ReadsOfEach * SmallFiles.Count;

    /// <inheritdoc/>
    public Task<Fixture> OpenFixtureAsync(ulong seed, CancellationToken cancellationToken) =>
        Task.Run<Fixture>(() => SmallFiles.Write(seed, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="FixtureException">There is no folder at the address.</exception>
    protected override Task OpenAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(setup.FixtureAddress))
        {
            throw new FixtureException(setup.FixtureAddress, "there is no such folder");
        }

        _paths = [.. Enumerable.Range(0, SmallFiles.Count).Select(item => SmallFiles.PathOf(setup.FixtureAddress, item))];
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(SmallFiles.Length);
        try
        {
            return DigestOf(item, buffer.AsSpan(0, Read(item, buffer, ref gate)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(SmallFiles.Length);
        try
        {
            using var file = File.OpenHandle(PathOf(item), options: FileOptions.Asynchronous);
            var length = await RandomAccess.ReadAsync(file, buffer.AsMemory(0, SmallFiles.Length), 0, cancellationToken);
            return DigestOf(item, buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc/>
    public override ulong Expected(int item)
    {
        Span<byte> content = stackalloc byte[SmallFiles.Length];
        SmallFiles.Fill(Seed, FileOf(item), content);
        return DigestOf(item, content);
    }

    private static int FileOf(int item) => item % SmallFiles.Count;

    /// <summary>What was read, and for which time.</summary>
    private static ulong DigestOf(int item, ReadOnlySpan<byte> content) => Digest.Of(Digest.Of(content), (ulong)(item / SmallFiles.Count));

    private string PathOf(int item) => _paths[FileOf(item)];

    private int Read<TGate>(int item, byte[] buffer, ref TGate gate)
        where TGate : struct, IGate
    {
        gate.EnterBlocking();
        try
        {
            using var file = File.OpenHandle(PathOf(item));
            return RandomAccess.Read(file, buffer.AsSpan(0, SmallFiles.Length), 0);
        }
        finally
        {
            gate.ExitBlocking();
        }
    }
}
