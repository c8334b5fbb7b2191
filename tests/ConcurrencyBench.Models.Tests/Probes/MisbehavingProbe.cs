namespace ConcurrencyBench.Models.Tests.Probes;

/// <summary>Does what no workload should, for a pool's processes; the fixture's address says what, and where its board is.</summary>
public sealed class MisbehavingProbe : ProbeWorkload
{
    private const char Separator = '|';
    private string _behaviour = string.Empty;

    public override WorkloadKind Kind => WorkloadKind.Io;

    public static string Address(string behaviour, string board) => behaviour + Separator + board;

    protected override Task OpenAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        var parts = setup.FixtureAddress!.Split(Separator);
        _behaviour = parts[0];
        return _behaviour == "no-setup"
            ? throw new InvalidOperationException("nothing to talk to")
            : base.OpenAsync(setup with { FixtureAddress = parts[1] }, cancellationToken);
    }

    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        Board.Enter();
        switch (_behaviour)
        {
            case "hang":
                Thread.Sleep(Timeout.Infinite);
                break;
            case "exit":
                Console.Error.WriteLine("these are my last words");
                Environment.Exit(3);
                break;
            case "chatter":
                Console.Out.Write("hello");
                Console.Out.Flush();
                break;
            case "collections":
                throw new InvalidOperationException($"collected {GC.CollectionCount(GC.MaxGeneration)} times");
            default:
                throw new InvalidOperationException(_behaviour);
        }

        return Expected(item);
    }
}
