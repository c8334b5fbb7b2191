using ConcurrencyBench.Abstractions;
using CsCheck;

namespace ConcurrencyBench.Workloads.Tests;

/// <summary>Both workloads of Fibonacci numbers: they differ in how they call, not in what they compute.</summary>
public sealed class FibWorkloadTests
{
    // OEIS A000045.
    public static TheoryData<int, ulong> Published { get; } = new()
    {
        { 0, 0 },
        { 1, 1 },
        { 2, 1 },
        { 3, 2 },
        { 10, 55 },
        { 20, 6_765 },
        { 21, 10_946 },
        { 25, 75_025 },
        { 26, 121_393 },
        { 27, 196_418 },
        { 30, 832_040 },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void Of_PublishedNumbers_AreRight(int n, ulong number) => Assert.Equal(number, Fibonacci.Of(n));

    [Theory]
    [MemberData(nameof(Published))]
    public void Of_UnderAGate_IsTheSameNumber(int n, ulong number)
    {
        var gate = new GateLog().Gate;

        Assert.Equal(number, Fibonacci.Of(n, ref gate));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Published))]
    public async Task OfAsync_PublishedNumbers_AreRightAndNothingWaited(int n, ulong number)
    {
        var computation = Fibonacci.OfAsync(n);

        Assert.True(computation.IsCompletedSuccessfully);
        Assert.Equal(number, await computation);
    }

    [Fact]
    public void Of_AnyTwoNumbers_KeepsTheAdditionFormula() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 12]).Sample(
            (m, n) => Assert.Equal((Fibonacci.Of(m) * Fibonacci.Of(n + 1)) + (Fibonacci.Of(m - 1) * Fibonacci.Of(n)), Fibonacci.Of(m + n)),
            iter: 200);

    [Theory(Timeout = 60_000)]
    [InlineData("fib")]
    [InlineData("fib-deep")]
    public async Task Execute_AnySeedAndItem_FoldsTheNumberIntoTheDigest(string id)
    {
        const ulong number = 196_418;
        await using var workload = (ItemWorkload)RunningWorkload.Catalog.CreateWorkload(id);
        await workload.SetUpAsync(new WorkloadSetup(7, 1, null), TestContext.Current.CancellationToken);
        var gate = default(NoGate);

        Gen.Int[0, 1_000].Sample(item => Assert.Equal(Digest.Of(Digest.Of(7, (ulong)item), number), workload.Execute(item, ref gate)), iter: 5);
        Assert.Equal(Digest.Of(Digest.Of(7, 3), number), await workload.ExecuteAsync(3, TestContext.Current.CancellationToken));
    }
}
