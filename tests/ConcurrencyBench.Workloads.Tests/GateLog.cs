using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads.Tests;

/// <summary>What a workload reported to its gate, checked at once.</summary>
internal sealed class GateLog
{
    private bool _inside;

    public int Checkpoints { get; private set; }

    public int Blockings { get; private set; }

    public bool IsInside => _inside;

    public Recorder Gate => new(this);

    /// <summary>The gate: a struct, as the contract asks, that writes to the log.</summary>
    internal readonly struct Recorder(GateLog log) : IGate
    {
        public void Checkpoint()
        {
            Assert.False(log._inside, "a checkpoint between EnterBlocking and ExitBlocking");
            log.Checkpoints++;
        }

        public void EnterBlocking()
        {
            Assert.False(log._inside, "EnterBlocking twice in a row");
            log._inside = true;
        }

        public void ExitBlocking()
        {
            Assert.True(log._inside, "ExitBlocking without EnterBlocking");
            log._inside = false;
            log.Blockings++;
        }
    }
}
