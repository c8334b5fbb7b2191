using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Tests.Fakes;

namespace ConcurrencyBench.Measurement.Tests;

public sealed class HeartbeatTests
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);
    private readonly ScriptedHeart _heart = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task InterruptionSinceAsync_BeatsInTime_IsNone()
    {
        var mark = _heart.Beats.Here();
        for (var beat = 0; beat < 100; beat++)
        {
            _heart.Beat(Heartbeat.Period + Heartbeat.Threshold);
        }

        Assert.Null(await _heart.Beats.InterruptionSinceAsync(mark, Token));
        Assert.Equal(TimeSpan.Zero, _heart.Beats.Stopped);
    }

    [Fact(Timeout = 60_000)]
    public async Task InterruptionSinceAsync_BeatThatComesLate_IsHowLate()
    {
        var mark = _heart.Beats.Here();
        _heart.Stop(3 * _second);
        Assert.Equal(3 * _second, await _heart.Beats.InterruptionSinceAsync(mark, Token));
        Assert.Equal(3 * _second, _heart.Beats.Stopped);
        Assert.Null(await _heart.Beats.InterruptionSinceAsync(_heart.Beats.Here(), Token));
    }

    /// <summary>A machine with more to do than cores: the heart had waited for one.</summary>
    [Fact(Timeout = 60_000)]
    public async Task InterruptionSinceAsync_BeatThatHadToWaitForACore_IsNone()
    {
        var mark = _heart.Beats.Here();
        _heart.Beat(3 * _second, waited: 2.8 * _second);
        Assert.Null(await _heart.Beats.InterruptionSinceAsync(mark, Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task InterruptionSinceAsync_MachineSleptWhileTheClockStoodStill_IsHowLongButNoTimeOfTheClock()
    {
        var mark = _heart.Beats.Here();
        _heart.Beat(Heartbeat.Period, slept: 60 * _second);
        Assert.Equal(60 * _second, await _heart.Beats.InterruptionSinceAsync(mark, Token));
        Assert.Equal(TimeSpan.Zero, _heart.Beats.Stopped);
    }

    [Fact(Timeout = 60_000)]
    public async Task InterruptionSinceAsync_ProcessWasResumed_IsOneOfUnknownLength()
    {
        var mark = _heart.Beats.Here();
        _heart.Beats.Continued();
        Assert.Equal(TimeSpan.Zero, await _heart.Beats.InterruptionSinceAsync(mark, Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task InterruptionSinceAsync_SignalThatIsHandledAfterTheBeat_BelongsToTheStopBefore()
    {
        _heart.Stop(3 * _second);
        var mark = _heart.Beats.Here();
        _heart.Beats.Continued();
        Assert.Null(await _heart.Beats.InterruptionSinceAsync(mark, Token));

        for (var beat = 0; beat < 20; beat++)
        {
            _heart.Beat(Heartbeat.Period);
        }

        _heart.Beats.Continued();
        Assert.Equal(TimeSpan.Zero, await _heart.Beats.InterruptionSinceAsync(mark, Token));
    }

    /// <summary>Stopped processes go on at the same moment: an answer may be there before the heart beats again.</summary>
    [Fact(Timeout = 60_000)]
    public async Task InterruptionSinceAsync_BeatIsOverdue_WaitsForIt()
    {
        var mark = _heart.Beats.Here();
        _heart.Pass(3 * _second);
        var interruption = _heart.Beats.InterruptionSinceAsync(mark, Token);
        Assert.False(interruption.IsCompleted);

        _heart.Beats.Beat();
        Assert.Equal((3 * _second) - Heartbeat.Period, await interruption);
    }

    [Fact(Timeout = 60_000)]
    public async Task WaitAsync_NotInTimeAndNeverStopped_TimesOut() =>
        await Assert.ThrowsAsync<TimeoutException>(() => _heart.Beats.WaitAsync(Never(), TimeSpan.FromMilliseconds(1), Token));

    [Fact(Timeout = 60_000)]
    public async Task WaitAsync_AnswerComesWhileTheDeadlinePasses_IsGiven()
    {
        var answer = new TaskCompletionSource<int>();
        var beats = new Heartbeat(() => default, () =>
        {
            // Asked once the deadline has passed.
            answer.TrySetResult(7);
            return TimeSpan.Zero;
        });
        Assert.Equal(7, await beats.WaitAsync(answer.Task, TimeSpan.FromMilliseconds(1), Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task WaitAsync_WhatIsWaitedForTimesOutItself_SaysSo()
    {
        var own = new TimeoutException("its own");
        Assert.Same(own, await Assert.ThrowsAsync<TimeoutException>(() => _heart.Beats.WaitAsync(Task.FromException<int>(own), TimeSpan.FromHours(1), Token)));
    }

    [Fact(Timeout = 60_000)]
    public async Task WaitAsync_StoppedMeanwhile_GivesAsMuchTimeMore()
    {
        var answer = new TaskCompletionSource<int>();
        var waiting = _heart.Beats.WaitAsync(answer.Task, TimeSpan.FromMilliseconds(1), Token);
        _heart.Stop(TimeSpan.FromHours(1));
        await Task.Delay(50, Token);
        Assert.False(waiting.IsCompleted);

        answer.SetResult(7);
        Assert.Equal(7, await waiting);
    }

    [Fact(Timeout = 60_000)]
    public async Task WaitAsync_StoppedForLessThanItIsLate_TimesOut()
    {
        var waiting = _heart.Beats.WaitAsync(Never(), TimeSpan.FromMilliseconds(1), Token);
        _heart.Stop(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
    }

    [Fact(Timeout = 60_000)]
    public async Task OfThisProcess_Beats()
    {
        // An overdue beat is waited for, so this ends only while the thread lives.
        for (var turn = 0; turn < 3; turn++)
        {
            await Task.Delay(Heartbeat.Period + Heartbeat.Threshold, Token);
            await Heartbeat.OfThisProcess.InterruptionSinceAsync(Heartbeat.OfThisProcess.Here(), Token);
        }
    }

    private static Task<int> Never() => new TaskCompletionSource<int>().Task;
}
