using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Workloads.Messages;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class PingPongWorkloadTests
{
    /// <summary>An item of each size: 64 bytes, 4096 and a MiB.</summary>
    public static TheoryData<int, int> Items { get; } = new() { { 5, 64 }, { 130, 4096 }, { 258, 1 << 20 } };

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Items))]
    public async Task Exchange_PayloadsThatArriveWhole_GiveTheExpectedDigest(int item, int bytes)
    {
        await using var workload = Once();
        var (operation, exchange) = await OpenAsync(workload);
        MakeUntil(exchange, item);

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
        await using var workload = Once();
        var (operation, exchange) = await OpenAsync(workload);
        int[] places = [0, 7, 8, bytes / 2, bytes - 1];
        foreach (var place in places)
        {
            Restart(operation, item);
            var question = exchange.Ask(item).ToArray();
            question[place] ^= 1;
            AssertFoundOut(workload, operation, item, exchange.Answer(question));

            Restart(operation, item);
            var answer = exchange.Answer(exchange.Ask(item)).ToArray();
            answer[place] ^= 1;
            AssertFoundOut(workload, operation, item, answer);
        }
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Items))]
    public async Task Exchange_PayloadOfTheItemBefore_IsFoundOut(int item, int bytes)
    {
        await using var workload = Once();
        var (operation, exchange) = await OpenAsync(workload);
        MakeUntil(exchange, item);
        var oldQuestion = exchange.Ask(item).ToArray();
        var oldAnswer = exchange.Answer(oldQuestion).ToArray();

        Restart(operation, item + 1);
        AssertFoundOut(workload, operation, item + 1, exchange.Answer(oldQuestion));
        Restart(operation, item + 1);
        exchange.Answer(exchange.Ask(item + 1));
        AssertFoundOut(workload, operation, item + 1, oldAnswer);

        // A page that was left out: what a copy that came too early would look like.
        Restart(operation, item + 1);
        var page = Math.Min(bytes, 4096);
        var question = exchange.Ask(item + 1).ToArray();
        oldQuestion.AsSpan(bytes - page).CopyTo(question.AsSpan(bytes - page));
        AssertFoundOut(workload, operation, item + 1, exchange.Answer(question));
    }

    [Fact(Timeout = 60_000)]
    public async Task Answer_QuestionOfAnotherLength_IsRefused()
    {
        await using var workload = Once();
        var (_, exchange) = await OpenAsync(workload);

        Assert.Throws<InvalidDataException>(() => exchange.Answer(new byte[65]));
    }

    [Fact(Timeout = 60_000)]
    public async Task Observe_OperationWithoutItsLastItem_LacksThatPhase()
    {
        await using var workload = Once();
        var (operation, exchange) = await OpenAsync(workload);
        operation.Clear();
        MakeUntil(exchange, operation.Batch.Count - 1);

        Assert.Equal([("64b", 128L), ("4kib", 128L)], operation.Observe().Select(phase => (phase.Id, phase.Items)));
        Make(exchange, operation.Batch.Count - 1);
        Assert.Equal(["64b", "4kib", "1mib"], operation.Observe().Select(phase => phase.Id));
        Assert.All(operation.Observe(), phase => Assert.Null(phase.Repeats));
        operation.Clear();
        Assert.Empty(operation.Observe());
    }

    /// <summary>By a clock on which a round trip takes 1 ms: 128 are enough for 100 ms, and 8 large ones are made thirteen times.</summary>
    [Fact(Timeout = 60_000)]
    public async Task Observe_SizeThatIsOverTooSoon_IsRepeatedAndHasTheMeanOfOnePass()
    {
        var time = new ManualTime();
        await using var workload = new PingPongWorkload(TimeSpan.FromMilliseconds(100), time);
        var (operation, exchange) = await OpenAsync(workload);
        operation.Clear();
        var trip = 0;
        for (; trip < exchange.Count; trip++)
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
            Make(exchange, trip);
        }

        operation.Verify();
        var phases = operation.Observe();
        Assert.Equal(128 + 128 + (13 * 8), trip);
        Assert.Equal([("64b", 128L, null), ("4kib", 128L, null), ("1mib", 8L, 13)], phases.Select(phase => (phase.Id, phase.Items, phase.Repeats)));
        Assert.Equal([127e6, 127e6, 103e6 / 13], phases.Select(phase => phase.Nanoseconds), (expected, found) => Math.Abs(expected - found) < 1);
        Assert.Equal((127 + 127 + (103 / 13.0)) / (127 + 127 + 103), Abstractions.Records.Phase.ShareOfOnce(phases), 1e-9);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Verify_RepeatThatIsWrong_FindsItOut(bool isMadeTwice)
    {
        const int Repeat = 130;
        var time = new ManualTime();
        await using var workload = new PingPongWorkload(TimeSpan.FromMilliseconds(100), time);
        var (operation, exchange) = await OpenAsync(workload);
        operation.Clear();
        MakeUntil(exchange, Repeat);

        var answer = exchange.Answer(exchange.Ask(Repeat)).ToArray();
        answer[9] ^= (byte)(isMadeTwice ? 0 : 1);
        exchange.Finish(Repeat, answer);
        if (isMadeTwice)
        {
            exchange.Finish(Repeat, answer);
        }

        Assert.NotEqual(workload.Expected(Repeat - 128), operation.DigestOf(Repeat - 128));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, null)]
    public void WorkerCores_OfALane_AreOneWhereAHandOverIsASwitch(int cores, int? expected) =>
        Assert.Equal(expected, ((ILimitsCores)RunningWorkload.Catalog.CreateWorkload("ping-pong", Parameters.Of(2).With("cores", cores))).WorkerCores);

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

    private static PingPongWorkload Once() => new(TimeSpan.Zero, TimeProvider.System);

    private static void Restart(Operation operation, int item)
    {
        operation.Clear();
        MakeUntil(operation.RoundTrips!, item);
    }

    private static void MakeUntil(RoundTrips exchange, int item)
    {
        for (var trip = 0; trip < item; trip++)
        {
            Make(exchange, trip);
        }
    }

    private static void Make(RoundTrips exchange, int trip) => exchange.Finish(trip, exchange.Answer(exchange.Ask(trip)));

    private static void AssertFoundOut(PingPongWorkload workload, Operation operation, int item, byte[] answer)
    {
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
