using ConcurrencyBench.Analysis.Statistics;
using MathNet.Numerics.Distributions;

namespace ConcurrencyBench.Analysis.Tests.Statistics;

public sealed class StudentizedRangeTests
{
    /// <summary>Upper 5 % points, as printed in tables of the studentised range (Harter 1960).</summary>
    [Theory]
    [InlineData(3, 10, 3.877)]
    [InlineData(5, 4, 6.287)]
    [InlineData(10, 10, 5.599)]
    [InlineData(3, 4, 5.040)]
    [InlineData(20, 60, 5.241)]
    [InlineData(20, 120, 5.126)]
    [InlineData(10, 20, 5.008)]
    public void Quantile_IsThatOfPublishedTables(int values, int freedom, double expected) =>
        Assert.Equal(expected, StudentizedRange.Quantile(0.95, values, freedom), 0.0015);

    /// <summary>The range of two is their difference, so it is Student's t.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(40)]
    public void Quantile_OfTwo_IsStudents(int freedom) =>
        Assert.Equal(Math.Sqrt(2) * StudentT.InvCDF(0, 1, freedom, 0.975), StudentizedRange.Quantile(0.95, 2, freedom), 1e-3);
}
