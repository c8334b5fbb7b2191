using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Workloads.Messages;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class PingPongWorkloadTests
{
    /// <summary>An item of each size: 64 bytes, 4096 and a MiB.</summary>
    public static TheoryData<int, int> Items { get; } = new() { { 5, 64 }, { 8200, 4096 }, { 12300, 1 << 20 } };

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Items))]
    public async Task Exchange_PayloadsThatArriveWhole_GiveTheExpectedDigest(int item, int bytes)
    {
        await using var workload = new PingPongWorkload();
        var (operation, exchange) = await OpenAsync(workload);

        var question = exchange.Ask(item).ToArray();
        var answer = exchange.Answer(question).ToArray();
        exchange.Finish(item, answer);

        Assert.Equal((bytes, bytes), (question.Length, answer.Length));
        Assert.InRange(bytes, 1, exchange.MostBytes);
        Assert.Equal(workload.Expected(item), operation.DigestOf(item));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Items))]
    public async Task Exchange_OneBitChangedOnTheWay_IsFoundOut(int item, int bytes)
    {
        await using var workload = new PingPongWorkload();
        var (operation, exchange) = await OpenAsync(workload);
        int[] places = [0, 7, 8, bytes / 2, bytes - 1];
        foreach (var place in places)
        {
            var question = exchange.Ask(item).ToArray();
            question[place] ^= 1;
            AssertFoundOut(workload, operation, item, exchange.Answer(question));

            var answer = exchange.Answer(exchange.Ask(item)).ToArray();
            answer[place] ^= 1;
            AssertFoundOut(workload, operation, item, answer);
        }
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Items))]
    public async Task Exchange_PayloadOfTheItemBefore_IsFoundOut(int item, int bytes)
    {
        await using var workload = new PingPongWorkload();
        var (operation, exchange) = await OpenAsync(workload);
        var oldQuestion = exchange.Ask(item).ToArray();
        var oldAnswer = exchange.Answer(oldQuestion).ToArray();

        AssertFoundOut(workload, operation, item + 1, exchange.Answer(oldQuestion));
        exchange.Answer(exchange.Ask(item + 1));
        AssertFoundOut(workload, operation, item + 1, oldAnswer);

        // A page that was left out: what a copy that came too early would look like.
        var page = Math.Min(bytes, 4096);
        var question = exchange.Ask(item + 1).ToArray();
        oldQuestion.AsSpan(bytes - page).CopyTo(question.AsSpan(bytes - page));
        AssertFoundOut(workload, operation, item + 1, exchange.Answer(question));
    }

    [Fact(Timeout = 60_000)]
    public async Task Answer_QuestionOfAnotherLength_IsRefused()
    {
        await using var workload = new PingPongWorkload();
        var (_, exchange) = await OpenAsync(workload);

        Assert.Throws<InvalidDataException>(() => exchange.Answer(new byte[65]));
    }

    [Fact(Timeout = 60_000)]
    public async Task Observe_OperationWithoutItsLastItem_LacksThatPhase()
    {
        await using var workload = new PingPongWorkload();
        var (operation, exchange) = await OpenAsync(workload);
        operation.Clear();
        for (var item = 0; item < operation.Batch.Count - 1; item++)
        {
            exchange.Finish(item, exchange.Answer(exchange.Ask(item)));
        }

        Assert.Equal([("64b", 8192L), ("4kib", 4096L)], operation.Observe().Select(phase => (phase.Id, phase.Items)));
        exchange.Finish(operation.Batch.Count - 1, exchange.Answer(exchange.Ask(operation.Batch.Count - 1)));
        Assert.Equal(["64b", "4kib", "1mib"], operation.Observe().Select(phase => phase.Id));
        operation.Clear();
        Assert.Empty(operation.Observe());
    }

    [Fact]
    public void MessageDigest_BlocksThatChangePlaces_AreFound()
    {
        var bytes = new byte[1000];
        Digest.Fill(3, bytes);
        var whole = MessageDigest.Of(bytes);
        for (var block = 0; block < 14; block++)
        {
            var swapped = bytes.ToArray();
            bytes.AsSpan(block * 64, 64).CopyTo(swapped.AsSpan(14 * 64));
            bytes.AsSpan(14 * 64, 64).CopyTo(swapped.AsSpan(block * 64));
            Assert.NotEqual(whole, MessageDigest.Of(swapped));
        }

        Assert.NotEqual(whole, MessageDigest.Of(bytes.AsSpan(0, 999)));
        Assert.NotEqual(MessageDigest.Of(new byte[64]), MessageDigest.Of(new byte[128]));
    }

    private static void AssertFoundOut(PingPongWorkload workload, Operation operation, int item, byte[] answer)
    {
        operation.Clear();
        operation.RoundTrips!.Finish(item, answer);

        Assert.NotEqual(workload.Expected(item), operation.DigestOf(item));
    }

    private static async Task<(Operation Operation, RoundTrips Exchange)> OpenAsync(PingPongWorkload workload)
    {
        var setup = new WorkloadSetup(1, 2, null);
        await workload.SetUpAsync(setup, TestContext.Current.CancellationToken);
        var operation = new Operation(workload, workload.Items(2), setup);
        return (operation, operation.RoundTrips!);
    }
}
