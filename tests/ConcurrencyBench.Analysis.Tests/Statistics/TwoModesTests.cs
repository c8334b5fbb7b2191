using ConcurrencyBench.Analysis.Statistics;

namespace ConcurrencyBench.Analysis.Tests.Statistics;

public sealed class TwoModesTests
{
    [Fact]
    public void Find_RoundTripsThatMeetOrSleep_AreTwoPlacesWithTheirShares()
    {
        // ping-pong of threads: 0.5 to 0.6 µs while the other still polls, 2.4 to 4.4 µs when it has to be woken.
        var noise = new Noise(1);
        var times = Enumerable.Range(0, 100).Select(index => index < 60 ? Math.Log(550) + (0.05 * noise.Normal()) : Math.Log(3200) + (0.15 * noise.Normal()));
        var modes = TwoModes.Find([.. times])!;
        Assert.Equal([0.6, 0.4], modes.Select(mode => mode.Share));
        Assert.InRange(modes[0].Value, 530, 570);
        Assert.InRange(modes[1].Value, 3000, 3400);
    }

    /// <summary>Of one mode, whatever its shape, it is seldom said that there are two.</summary>
    [Theory]
    [InlineData(0, 0.3)]
    [InlineData(1, 0.3)]
    [InlineData(2, 0.3)]
    [InlineData(3, 0.3)]
    public void Find_OneMode_IsOne(int shape, double spread)
    {
        var noise = new Noise(7 + shape);
        var random = new Random(7);
        var found = 0;
        for (var draw = 0; draw < 1000; draw++)
        {
            var values = Enumerable.Range(0, 40).Select(_ => spread * shape switch
            {
                0 => noise.Normal(),
                1 => noise.Skewed(1),
                2 => random.NextDouble() * 3,
                _ => -Math.Log(random.NextDouble()),
            });
            found += TwoModes.Find([.. values]) is null ? 0 : 1;
        }

        Assert.InRange(found, 0, 10);
    }

    [Fact]
    public void Find_FewValuesOrPlacesTooNear_IsNone()
    {
        Assert.Null(TwoModes.Find([0, 0, 0, 0, 0, 5, 5, 5, 5, 5]));
        Assert.Null(TwoModes.Find([.. Enumerable.Repeat(0.0, 20), .. Enumerable.Repeat(0.2, 20)]));
        Assert.Null(TwoModes.Find([.. Enumerable.Repeat(0.0, 50), 3, 3, 3]));
    }
}
