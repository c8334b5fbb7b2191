namespace ConcurrencyBench.Models.Tests.Probes;

/// <summary>An item ends only when as many items as the board says have started beside it.</summary>
public sealed class MeetingProbe : ProbeWorkload
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    public override WorkloadKind Kind => WorkloadKind.Io;

    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        var meeting = Arrive();
        gate.EnterBlocking();
        try
        {
            while (!IsComplete(meeting))
            {
                Thread.Sleep(1);
            }
        }
        finally
        {
            gate.ExitBlocking();
        }

        return Expected(item);
    }

    public override async ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken)
    {
        var meeting = Arrive();
        while (!IsComplete(meeting))
        {
            await Task.Delay(1, cancellationToken);
        }

        return Expected(item);
    }

    private (long EnoughArrivals, long Deadline) Arrive()
    {
        var arrival = Interlocked.Increment(ref Board.Started);
        var together = Board.Together;
        return (((arrival + together - 1) / together) * together, Environment.TickCount64 + (long)_patience.TotalMilliseconds);
    }

    private bool IsComplete((long EnoughArrivals, long Deadline) meeting)
    {
        if (Interlocked.Read(ref Board.Started) >= meeting.EnoughArrivals)
        {
            return true;
        }

        return Environment.TickCount64 < meeting.Deadline
            ? false
            : throw new TimeoutException($"only {Board.Started} of {meeting.EnoughArrivals} items met");
    }
}
