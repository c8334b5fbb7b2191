using System.Buffers;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Workloads.Fixtures;
using Microsoft.Win32.SafeHandles;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// Opens, reads, closes and digests one of 2,000 small files, which the kernel has in its page cache. An operation reads each of them four times: once takes
/// 10 to 17 ms, of which one late tick of the system is a third.
/// </summary>
public sealed class FilesWorkload : ItemWorkload, IHasAvailability, IHasFixture
{
    private const int ReadsOfEach = 4;
    private const int CallsAfterOpening = 4;
    private const int CallsAfterReading = 1;

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

    // CPython releases and retakes the lock for each of eight system calls (3.11: open, fstat, isatty, lseek and fstat again, read, a read
    // that finds the end, close). .NET makes four of them in three calls; for the rest the lock is passed alone.
    private int Read<TGate>(int item, byte[] buffer, ref TGate gate)
        where TGate : struct, IGate
    {
        var file = Open(item, ref gate);
        try
        {
            Pass(CallsAfterOpening, ref gate);
            var length = Read(file, buffer, ref gate);
            Pass(CallsAfterReading, ref gate);
            return length;
        }
        finally
        {
            gate.EnterBlocking();
            file.Dispose();
            gate.ExitBlocking();
        }
    }

    private SafeFileHandle Open<TGate>(int item, ref TGate gate)
        where TGate : struct, IGate
    {
        gate.EnterBlocking();
        try
        {
            return File.OpenHandle(PathOf(item));
        }
        finally
        {
            gate.ExitBlocking();
        }
    }

    private static int Read<TGate>(SafeFileHandle file, byte[] buffer, ref TGate gate)
        where TGate : struct, IGate
    {
        gate.EnterBlocking();
        try
        {
            return RandomAccess.Read(file, buffer.AsSpan(0, SmallFiles.Length), 0);
        }
        finally
        {
            gate.ExitBlocking();
        }
    }

    private static void Pass<TGate>(int calls, ref TGate gate)
        where TGate : struct, IGate
    {
        for (var call = 0; call < calls; call++)
        {
            gate.EnterBlocking();
            gate.ExitBlocking();
        }
    }
}
