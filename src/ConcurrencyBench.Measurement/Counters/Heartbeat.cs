using System.Runtime.InteropServices;

namespace ConcurrencyBench.Measurement.Counters;

/// <summary>
/// Notices time in which this process itself did not run: stopped by a signal, with its control group frozen, or on a machine that slept.
/// A thread looks at the clock ten times a second. Where it comes late by more than <see cref="Threshold"/>, and did not wait for a
/// core or for the garbage collector meanwhile, the run was stopped. What was measured then is not what it seems, and no deadline of
/// others has passed. A thread that wakes ten times a second uses some hundredth of a per cent of a core.
/// </summary>
public sealed class Heartbeat
{
    private static readonly Lazy<Heartbeat> _ofThisProcess = new(Start);

    // A busy machine handles the signal later than the beat.
    private static readonly TimeSpan _sameStop = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Func<Reading> _read;
    private readonly Func<TimeSpan> _clock;
    private Reading _last;
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _interruptions;
    private TimeSpan _stopped;
    private TimeSpan? _stoppedUntil;
    private TimeSpan _slept;

    /// <summary>A heartbeat without a thread: each call of <see cref="Beat"/> is a beat.</summary>
    /// <param name="read">Where its readings come from, on the thread that beats.</param>
    /// <param name="clock">The readings' clock, on any thread.</param>
    internal Heartbeat(Func<Reading> read, Func<TimeSpan> clock) => (_read, _clock, _last) = (read, clock, read());

    /// <summary>The one of this process; its first use starts it.</summary>
    public static Heartbeat OfThisProcess => _ofThisProcess.Value;

    /// <summary>How often it beats.</summary>
    internal static TimeSpan Period { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How late a beat is that shows a stop: later than what a busy machine adds beside the waiting that is known.</summary>
    internal static TimeSpan Threshold { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>For how long the process has been stopped in all, as far as its clock went on meanwhile.</summary>
    public TimeSpan Stopped
    {
        get
        {
            lock (_lock)
            {
                return _stopped;
            }
        }
    }

    /// <summary>Notes where it is, to be asked later what happened since.</summary>
    internal Mark Here()
    {
        lock (_lock)
        {
            return new Mark(_interruptions, _stopped, _slept);
        }
    }

    /// <summary>For how long the process was stopped since.</summary>
    /// <param name="mark">Since when.</param>
    /// <param name="cancellationToken">Ends the wait for a beat that is due.</param>
    /// <returns>The time, 0 where it is not known; null when it was not stopped.</returns>
    internal async Task<TimeSpan?> InterruptionSinceAsync(Mark mark, CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken).ConfigureAwait(false);
        var now = Here();
        return now.Interruptions == mark.Interruptions ? null : now.Stopped - mark.Stopped + (now.Slept - mark.Slept);
    }

    /// <summary>Waits for something, but only for so long of the time in which this process ran.</summary>
    /// <exception cref="TimeoutException">It was not there in time.</exception>
    internal async Task<T> WaitAsync<T>(Task<T> task, TimeSpan patience, CancellationToken cancellationToken)
    {
        var mark = Here();
        for (var (left, given) = (patience, TimeSpan.Zero); ;)
        {
            try
            {
                return await task.WaitAsync(left, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // A process that is stopped with us had no time to answer either: it gets what it lost.
                if (!task.IsCompleted)
                {
                    await CatchUpAsync(cancellationToken).ConfigureAwait(false);
                }

                // An answer that is there when this looks was there in time.
                if (task.IsCompleted)
                {
                    return await task.ConfigureAwait(false);
                }

                left = Here().Stopped - mark.Stopped - given;
                if (left <= TimeSpan.Zero)
                {
                    throw;
                }

                given += left;
            }
        }
    }

    /// <summary>Looks at the clock.</summary>
    internal void Beat()
    {
        lock (_lock)
        {
            var now = _read();
            var stopped = now.Clock - _last.Clock - Period - (now.Waited - _last.Waited);
            var slept = now.Slept - _last.Slept;
            if (stopped > Threshold)
            {
                _interruptions++;
                _stopped += stopped;
                _stoppedUntil = now.Clock;
            }

            if (slept > Threshold)
            {
                _interruptions++;
                _slept += slept;
            }

            _last = now;
            var next = _next;
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            next.SetResult();
        }
    }

    /// <summary>Notes a SIGCONT: the process had been stopped, however shortly. One that comes after the beat that saw the stop adds nothing.</summary>
    internal void Continued()
    {
        lock (_lock)
        {
            _interruptions += _clock() - _stoppedUntil < _sameStop ? 0 : 1;
        }
    }

    private static Heartbeat Start()
    {
        var started = new TaskCompletionSource<Heartbeat>();
        new Thread(() => Run(started)) { IsBackground = true, Name = "cb-heartbeat" }.Start();
        return started.Task.GetAwaiter().GetResult();
    }

    private static void Run(TaskCompletionSource<Heartbeat> started)
    {
        var heartbeat = new Heartbeat(HeartbeatClock.OfThisThread(), HeartbeatClock.Now);
        using var continued = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => heartbeat.Continued());
        using var never = new ManualResetEvent(initialState: false);
        started.SetResult(heartbeat);
        while (!never.WaitOne(Period))
        {
            heartbeat.Beat();
        }
    }

    /// <summary>When a beat is overdue, the process may just have gone on: the beat decides.</summary>
    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        Task next;
        lock (_lock)
        {
            if (_clock() - _last.Clock <= Period + Threshold)
            {
                return;
            }

            next = _next.Task;
        }

        await next.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What a beat sees.</summary>
    /// <param name="Clock">The time, by a clock that may be suspended while the machine sleeps.</param>
    /// <param name="Slept">How long the machine has slept, by that clock.</param>
    /// <param name="Waited">How long the beating thread was ready and had no core, or the garbage collector held it.</param>
    internal readonly record struct Reading(TimeSpan Clock, TimeSpan Slept, TimeSpan Waited);

    /// <summary>A place in time.</summary>
    /// <param name="Interruptions">How often the process had been stopped.</param>
    /// <param name="Stopped">For how long.</param>
    /// <param name="Slept">How long the machine had slept.</param>
    internal readonly record struct Mark(int Interruptions, TimeSpan Stopped, TimeSpan Slept);
}
