using ConcurrencyBench.Distributed;

namespace ConcurrencyBench.Models.Tests.Clusters;

public sealed class SiloQuotaTests
{
    private readonly Clock _clock = new();

    [Fact]
    public void Answer_MoreCallsThanAllowed_OffersAsManyAsAllowedAndThenNone()
    {
        var quota = new SiloQuota(2, _clock);

        var answers = Enumerable.Range(0, 60).Select(_ => quota.Answer(Call())!.Kind).ToList();

        Assert.Equal(2, answers.Count(kind => kind == RendezvousMessageKind.Offer));
        Assert.Equal(58, answers.Count(kind => kind == RendezvousMessageKind.Full));
    }

    [Fact]
    public void TryTake_OfferAcceptedTwice_StartsOneSilo()
    {
        var quota = new SiloQuota(2, _clock);
        var join = quota.Answer(Call())! with { Kind = RendezvousMessageKind.Join };

        Assert.True(quota.TryTake(join));
        Assert.False(quota.TryTake(join));
    }

    [Fact]
    public void TryTake_WhatWasNotOffered_StartsNothing()
    {
        var quota = new SiloQuota(2, _clock);
        var offer = quota.Answer(Call())!;

        Assert.False(quota.TryTake(new RendezvousMessage(RendezvousMessageKind.Join, offer.ClusterId, RendezvousMessage.NewOffer())));
        Assert.False(quota.TryTake(new RendezvousMessage(RendezvousMessageKind.Join, Call().ClusterId, offer.Offer)));
    }

    [Fact]
    public void Answer_TheSameCallAgain_IsNotAnswered()
    {
        var quota = new SiloQuota(2, _clock);
        var call = Call();
        quota.Answer(call);

        Assert.Null(quota.Answer(call));
    }

    [Fact]
    public void Answer_SiloRuns_KeepsItsPlaceUntilItEnds()
    {
        var quota = new SiloQuota(1, _clock);
        Assert.True(quota.TryTake(quota.Answer(Call())! with { Kind = RendezvousMessageKind.Join }));
        _clock.Now += TimeSpan.FromHours(1);
        Assert.Equal(RendezvousMessageKind.Full, quota.Answer(Call())!.Kind);

        quota.Release();

        Assert.Equal(RendezvousMessageKind.Offer, quota.Answer(Call())!.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Answer_OfferIsDeclinedOrNeverAnswered_GivesItsPlaceToOthers(bool isDeclined)
    {
        var quota = new SiloQuota(1, _clock);
        var offer = quota.Answer(Call())!;
        if (isDeclined)
        {
            Assert.False(quota.TryTake(offer with { Kind = RendezvousMessageKind.Spare }));
        }
        else
        {
            _clock.Now += TimeSpan.FromHours(1);
        }

        Assert.Equal(RendezvousMessageKind.Offer, quota.Answer(Call())!.Kind);
        Assert.False(quota.TryTake(offer with { Kind = RendezvousMessageKind.Join }));
    }

    private static RendezvousMessage Call() => new(RendezvousMessageKind.Call, $"run-{Guid.NewGuid():N}", RendezvousMessage.NewOffer());

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
