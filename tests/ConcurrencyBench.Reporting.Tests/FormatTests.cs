using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Tests;

public sealed class FormatTests
{
    [Theory]
    [InlineData(0, "ns", "0 ns")]
    [InlineData(1, "ns", "1.00 ns")]
    [InlineData(999.4, "ns", "999 ns")]
    [InlineData(999.7, "ns", "1.00 µs")]
    [InlineData(1_234_567, "ns", "1.23 ms")]
    [InlineData(61_300_000_000, "ns", "61.3 s")]
    [InlineData(812, "items/s", "812 items/s")]
    [InlineData(12_345, "items/s", "12.3k items/s")]
    [InlineData(4_560_000, "items/s", "4.56M items/s")]
    [InlineData(1.9372, "×", "1.94×")]
    [InlineData(0.9601, "×", "0.96×")]
    [InlineData(0.0312, "×", "0.0312×")]
    [InlineData(9.996, "×", "10.0×")]
    [InlineData(15.96, "×", "16.0×")]
    [InlineData(1234.4, "×", "1234×")]
    [InlineData(50 * 1024 * 1024, "B", "50.0 MiB")]
    [InlineData(1023.9, "bytes", "1.00 KiB")]
    [InlineData(272, "B", "272 B")]
    [InlineData(2.875, "", "2.88")]
    [InlineData(-1_500, "ns", "-1.50 µs")]
    [InlineData(double.NaN, "ns", "–")]
    [InlineData(double.PositiveInfinity, "×", "–")]
    public void Value_AnyMagnitude_HasThreeDigitsAndTheUnit(double value, string unit, string expected) =>
        Assert.Equal(expected, Format.Value(value, unit));

    [Theory]
    [InlineData(1.94, 1.881, 2.009, "×", "1.94× [1.88, 2.01]")]
    [InlineData(1_230_000, 998_000, 1_300_000, "ns", "1.23 ms [1.00, 1.30]")]
    [InlineData(14.2, 9.96, 110, "×", "14.2× [10.0, 110.0]")]
    [InlineData(1, 0.5, double.PositiveInfinity, "×", "1.00× [0.50, ∞]")]
    public void Figure_WithInterval_KeepsTheValuesScaleAndDecimals(double value, double lower, double upper, string unit, string expected) =>
        Assert.Equal(expected, Format.Figure(new Figure(value, new Interval(lower, upper), []), unit));

    [Fact]
    public void Figure_OfTwoModes_IsBothWithTheirShares() => Assert.Equal(
        "550 ns (60 %) or 3.10 µs (40 %)", Format.Figure(new Figure(1200, new Interval(800, 2000), []) { Modes = [new Mode(0.6, 550), new Mode(0.4, 3100)] }, "ns"));

    [Fact]
    public void Figure_WithoutInterval_IsRough() => Assert.Equal("~1.9×", Format.Figure(new Figure(1.94, null, []), "×"));

    [Theory]
    [InlineData(0.8249, "×", "~0.82×")]
    [InlineData(9.97, "×", "~10×")]
    [InlineData(17.6, "×", "~18×")]
    [InlineData(856, "items/s", "~860 items/s")]
    [InlineData(1_462, "items/s", "~1.5k items/s")]
    [InlineData(0.0312, "×", "~0.031×")]
    [InlineData(0, "ns", "~0 ns")]
    [InlineData(double.NaN, "ns", "–")]
    public void Rough_AnyMagnitude_HasTwoDigits(double value, string unit, string expected) => Assert.Equal(expected, Format.Rough(value, unit));

    [Theory]
    [InlineData(1, "B", "1 B")]
    [InlineData(100, "B", "100 B")]
    [InlineData(1_000, "B", "1 kB")]
    [InlineData(10_000, "B", "10 kB")]
    [InlineData(1_000_000, "B", "1 MB")]
    [InlineData(1e9, "B", "1 GB")]
    [InlineData(1_000, "ns", "1 µs")]
    [InlineData(1e7, "ns", "10 ms")]
    [InlineData(0.1, "ns", "0.1 ns")]
    [InlineData(double.NaN, "B", "–")]
    public void Tick_PowersOfTen_HaveDecimalUnits(double value, string unit, string expected) => Assert.Equal(expected, Format.Tick(value, unit));

    [Theory]
    [InlineData(81, "81.0 B")]
    [InlineData(15_700, "15.7 kB")]
    [InlineData(1_048_576, "1.05 MB")]
    [InlineData(double.NaN, "–")]
    public void OnDecimalAxis_Bytes_AreScaledByThousands(double value, string expected) => Assert.Equal(expected, Format.OnDecimalAxis(value));

    [Theory]
    [InlineData(0.5, "500 ms")]
    [InlineData(42, "42 s")]
    [InlineData(171, "2 min 51 s")]
    [InlineData(7_260, "2 h 1 min")]
    public void Duration_AnyLength_ReadsAsWords(double seconds, string expected) =>
        Assert.Equal(expected, Format.Duration(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Count_OneAndMany_AgreesInNumber() =>
        Assert.Equal(("1 block", "0 blocks", "2 blocks"), (Format.Count(1, "block"), Format.Count(0, "block"), Format.Count(2, "block")));
}
