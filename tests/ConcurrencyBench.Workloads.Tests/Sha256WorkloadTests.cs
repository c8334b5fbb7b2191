using System.Security.Cryptography;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class Sha256WorkloadTests
{
    [Fact]
    public void HashDigest_Abc_IsTheDigestOfThePublishedHash()
    {
        // FIPS 180-2, appendix B.1.
        var published = Convert.FromHexString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

        Assert.Equal(Digest.Of(published), Sha256Workload.HashDigest("abc"u8));
    }

    [Fact]
    public async Task Execute_LastItem_HashesItsWindowOfTheSeedsBytes()
    {
        await using var workload = new Sha256Workload();
        await workload.SetUpAsync(new WorkloadSetup(9, 1, null), TestContext.Current.CancellationToken);
        var item = workload.Items(1) - 1;
        var bytes = new byte[(1 << 20) + (64 * workload.Items(1))];
        Digest.Fill(9, bytes);

        var hash = SHA256.HashData(bytes.AsSpan(64 * item, 1 << 20));

        Assert.Equal(Digest.Of(hash), workload.Expected(item));
    }
}
