using ConcurrencyBench.Measurement.Launching;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Measurement.Tests;

public sealed class FixtureCheckTests : IAsyncDisposable
{
    private const int Asked = 5;
    private readonly TcpWorkload _workload = new();
    private readonly List<TimeSpan> _pauses = [];

    public ValueTask DisposeAsync() => _workload.DisposeAsync();

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_AnswersInTime_AreAskedForOnce()
    {
        Assert.Null(await CheckAsync(_ => 12));
        Assert.Empty(_pauses);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_TwoLateAnswersOfFive_AreInTime() => Assert.Null(await CheckAsync(asked => asked % Asked < 2 ? 500 : 12));

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_BusyMachineThatCalmsDown_IsAskedAgainAndNothingIsSaid()
    {
        Assert.Null(await CheckAsync(asked => asked < 3 * Asked ? 45 : 12));
        Assert.Equal([100, 200, 400], _pauses.Select(pause => pause.TotalMilliseconds));
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_BusyMachineThatStaysSo_IsTheBestOfAllTriesAndNoFailure()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(40), await CheckAsync(asked => asked / Asked == 2 ? 40 : 60));
        Assert.Equal(5, _pauses.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_AnswerThatComesTooEarly_Fails()
    {
        var failure = await Assert.ThrowsAsync<WorkerException>(() => CheckAsync(asked => asked == 3 ? 9 : 12));
        Assert.Equal("the fixture of tcp answers after 9.0 to 12.0 ms instead of 10 ms", failure.Message);
    }

    private Task<TimeSpan?> CheckAsync(Func<int, int> milliseconds)
    {
        var asked = 0;
        return FixtureCheck.RunAsync(_workload, _ => TimeSpan.FromMilliseconds(milliseconds(asked++)), pause =>
        {
            _pauses.Add(pause);
            return Task.CompletedTask;
        });
    }
}
