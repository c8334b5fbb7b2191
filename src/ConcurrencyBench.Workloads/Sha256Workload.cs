using System.Security.Cryptography;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// Hashes 1 MiB with the platform's native library. The call is announced to the gate as one that needs no interpreter
/// lock, because CPython's hashlib releases it for anything above 2 kB.
/// </summary>
public sealed class Sha256Workload : ItemWorkload
{
    private const int InputBytes = 1 << 20;

    // An item's input is its own window of one shared buffer, a cache line after the previous item's. Inputs differ
    // without copying a megabyte for each, and every window is equally aligned.
    private const int Stride = 64;
    private const int Windows = 112;

    private byte[] _bytes = [];

    /// <inheritdoc/>
    public override string Id => "sha256";

    /// <inheritdoc/>
    public override string Description => "hashes 1 MiB with SHA-256 in the platform's native library";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Cpu;

    /// <inheritdoc/>
    public override int Items(int concurrency) => Windows * CpuWorkScale.Of(concurrency);

    /// <inheritdoc/>
    protected override Task OpenAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        _bytes = new byte[InputBytes + (Stride * Windows)];
        Digest.Fill(setup.Seed, _bytes);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        gate.EnterBlocking();
        try
        {
            return HashDigest(_bytes.AsSpan((item % Windows) * Stride, InputBytes));
        }
        finally
        {
            gate.ExitBlocking();
        }
    }

    /// <summary>The digest of an input's SHA-256.</summary>
    internal static ulong HashDigest(ReadOnlySpan<byte> input)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input, hash);
        return Digest.Of(hash);
    }
}
