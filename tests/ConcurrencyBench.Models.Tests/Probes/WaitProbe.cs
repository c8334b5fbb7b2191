namespace ConcurrencyBench.Models.Tests.Probes;

/// <summary>Waits for two milliseconds; when it is faulty it throws between entering and leaving the blocking section.</summary>
public class WaitProbe : ProbeWorkload
{
    private const int Milliseconds = 2;

    public override WorkloadKind Kind => WorkloadKind.Io;

    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        Board.Enter();
        try
        {
            gate.EnterBlocking();
            Thread.Sleep(Milliseconds);
            Board.ThrowIfFaulty(item);
            gate.ExitBlocking();
            return Expected(item);
        }
        finally
        {
            Board.Leave();
        }
    }

    public override async ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken)
    {
        Board.Enter();
        try
        {
            await Task.Delay(Milliseconds, cancellationToken);
            Board.ThrowIfFaulty(item);
            return Expected(item);
        }
        finally
        {
            Board.Leave();
        }
    }
}
