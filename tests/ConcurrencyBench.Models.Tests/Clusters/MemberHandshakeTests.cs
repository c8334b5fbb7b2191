using System.IO.Pipelines;
using System.Net;
using ConcurrencyBench.Distributed;

namespace ConcurrencyBench.Models.Tests.Clusters;

public sealed class MemberHandshakeTests
{
    private const int Timeout = 30_000;
    private static readonly IPEndPoint _asker = new(IPAddress.Loopback, 40_001);
    private static readonly IPEndPoint _answerer = new(IPAddress.Loopback, 40_002);

    [Fact(Timeout = Timeout)]
    public async Task BothSides_WithTheSameKey_AreMembersAndReadOnFromThere()
    {
        var (asking, answering) = Connect();
        var key = ClusterKey.Create();

        var asked = new MemberHandshake(key).AskAsync(asking, _asker, _answerer, TestContext.Current.CancellationToken);
        var answered = new MemberHandshake(key).AnswerAsync(answering, _answerer, _asker, TestContext.Current.CancellationToken);

        Assert.Equal((true, true), (await asked, await answered));
        await asking.Output.WriteAsync(new byte[] { 1, 2, 3 }, TestContext.Current.CancellationToken);
        var next = await answering.Input.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal([1, 2, 3], System.Buffers.BuffersExtensions.ToArray(next.Buffer));
    }

    [Fact(Timeout = Timeout)]
    public async Task AskAsync_OtherSideHasAnotherKey_ProvesNothingToIt()
    {
        var (asking, answering) = Connect();

        var answered = new MemberHandshake(ClusterKey.Create()).AnswerAsync(answering, _answerer, _asker, TestContext.Current.CancellationToken);

        Assert.False(await new MemberHandshake(ClusterKey.Create()).AskAsync(asking, _asker, _answerer, TestContext.Current.CancellationToken));
        await asking.Output.CompleteAsync();
        Assert.False(await answered);
    }

    [Fact(Timeout = Timeout)]
    public async Task AnswerAsync_OtherSideSendsWhatItReceived_IsNoMember()
    {
        var (asking, answering) = Connect();
        var answered = new MemberHandshake(ClusterKey.Create()).AnswerAsync(answering, _answerer, _asker, TestContext.Current.CancellationToken);

        await asking.Output.WriteAsync(new byte[32], TestContext.Current.CancellationToken);
        var challenge = await asking.Input.ReadAtLeastAsync(64, TestContext.Current.CancellationToken);
        await asking.Output.WriteAsync(System.Buffers.BuffersExtensions.ToArray(challenge.Buffer.Slice(32)), TestContext.Current.CancellationToken);

        Assert.False(await answered);
    }

    [Fact(Timeout = Timeout)]
    public async Task BothSides_ProofsArePassedOnToAnotherConnection_AreNoMembers()
    {
        var (asking, answering) = Connect();
        var key = ClusterKey.Create();
        var between = new IPEndPoint(IPAddress.Loopback, 40_003);

        // Who listens where a member is expected, and connects to that member in its stead.
        var asked = new MemberHandshake(key).AskAsync(asking, _asker, between, TestContext.Current.CancellationToken);
        var answered = new MemberHandshake(key).AnswerAsync(answering, _answerer, between, TestContext.Current.CancellationToken);

        Assert.False(await asked);
        await asking.Output.CompleteAsync();
        Assert.False(await answered);
    }

    [Fact]
    public void ToCertificate_OfTheSameKey_HasTheSamePairOfKeysAndOthersNot()
    {
        var key = ClusterKey.Create();
        using var first = key.ToCertificate();
        using var second = key.ToCertificate();
        using var derived = key.Derive("other").ToCertificate();

        Assert.True(first.HasPrivateKey);
        Assert.Equal(first.PublicKey.ExportSubjectPublicKeyInfo(), second.PublicKey.ExportSubjectPublicKeyInfo());
        Assert.NotEqual(first.PublicKey.ExportSubjectPublicKeyInfo(), derived.PublicKey.ExportSubjectPublicKeyInfo());
    }

    private static (IDuplexPipe Asking, IDuplexPipe Answering) Connect()
    {
        var (there, back) = (new Pipe(), new Pipe());
        return (new Side(back.Reader, there.Writer), new Side(there.Reader, back.Writer));
    }

    private sealed record Side(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
