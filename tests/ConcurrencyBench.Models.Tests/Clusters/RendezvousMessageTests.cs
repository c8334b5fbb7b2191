using ConcurrencyBench.Distributed;

namespace ConcurrencyBench.Models.Tests.Clusters;

public sealed class RendezvousMessageTests
{
    private static readonly ClusterSecret _secret = ClusterSecret.Of("a secret of sixteen characters or more");
    private static readonly RendezvousMessage _message = new(RendezvousMessageKind.Join, $"run-{Guid.NewGuid():N}", RendezvousMessage.NewOffer());

    [Fact]
    public void Open_SealedWithTheSameSecret_IsTheMessage() =>
        Assert.Equal(_message, RendezvousMessage.Open(_message.Seal(ClusterSecret.Of("a secret of sixteen characters or more")), _secret));

    [Fact]
    public void Open_SealedWithAnotherSecret_IsNone() =>
        Assert.Null(RendezvousMessage.Open(_message.Seal(ClusterSecret.Of("another secret of sixteen characters or more")), _secret));

    [Fact]
    public void Open_AnyCharacterChanged_IsNone()
    {
        var text = _message.Seal(_secret);

        Assert.All(Enumerable.Range(0, text.Length), place =>
            Assert.Null(RendezvousMessage.Open($"{text[..place]}{(text[place] == '0' ? '1' : '0')}{text[(place + 1)..]}", _secret)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("run-00000000000000000000000000000000")]
    [InlineData("3 a b c")]
    [InlineData("Join a b c")]
    public void Open_NoMessage_IsNone(string? text) => Assert.Null(RendezvousMessage.Open(text, _secret));

    [Fact]
    public void Open_LongOrWithMoreBehindIt_IsNone()
    {
        Assert.Null(RendezvousMessage.Open(new string('x', 1 << 20), _secret));
        Assert.Null(RendezvousMessage.Open($"{_message.Seal(_secret)}\n", _secret));
        Assert.Null(RendezvousMessage.Open($"{_message.Seal(_secret)} more", _secret));
    }

    [Theory]
    [InlineData(null, "needs a secret")]
    [InlineData("", "needs a secret")]
    [InlineData("fifteen letters", "has 15 characters and needs 16")]
    public void Of_NoSecretOrAShortOne_IsRefusedWithoutRepeatingIt(string? text, string message)
    {
        var refusal = Assert.Throws<UsageException>(() => ClusterSecret.Of(text));

        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("letters", refusal.Message, StringComparison.Ordinal);
    }
}
