using System.Runtime.CompilerServices;

namespace ConcurrencyBench.Models.Tests.Probes;

/// <summary>
/// Round trips that report to a board what happens: a question counts as started when it is asked, and is in flight until it is
/// finished. Payloads carry the item, and the answer what arrived of the question, so that a wrong or an old one is found out.
/// </summary>
public sealed class TalkProbe : RoundTripWorkload
{
    private const int Bytes = 64;
    private const long Finishing = 1_000_000;

    private ProbeBoard? _board;

    public override string Id => nameof(TalkProbe);

    public override string Description => "a probe";

    private ProbeBoard Board => _board!;

    /// <summary>What the board's fault must be for the worker that answers to throw.</summary>
    public static long AnsweringFault(int item) => item + 1;

    /// <summary>What the board's fault must be for the worker that asks to throw, asking.</summary>
    public static long AskingFault(int item) => -(item + 1);

    /// <summary>What the board's fault must be for the worker that asks to throw, finishing.</summary>
    public static long FinishingFault(int item) => -(item + 1) - Finishing;

    public override int Items(int concurrency) => concurrency;

    public override ulong Expected(int item) => Digest.Of(Seed, (ulong)item);

    public override RoundTrips Open(Batch batch) => new Talk(this, batch);

    public override ValueTask DisposeAsync()
    {
        _board?.Dispose();
        return base.DisposeAsync();
    }

    protected override Task OpenAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        _board = new ProbeBoard(setup.FixtureAddress!);
        return Task.CompletedTask;
    }

    // Not inlined, so that the stack of what it throws names it.
    private sealed class Talk(TalkProbe probe, Batch batch) : RoundTrips(batch)
    {
        private readonly byte[] _question = new byte[Bytes];
        private readonly byte[] _answer = new byte[Bytes];

        public override int MostBytes => Bytes;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public override byte[] Ask(int item)
        {
            probe.Board.Enter();
            ThrowIf(AskingFault(item), item);
            BitConverter.TryWriteBytes(_question, item);
            return _question;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public override byte[] Answer(ReadOnlySpan<byte> question)
        {
            var item = BitConverter.ToInt32(question);
            probe.Board.ThrowIfFaulty(item);
            BitConverter.TryWriteBytes(_answer, probe.Expected(item));
            return _answer;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        protected override ulong Conclude(int item, ReadOnlySpan<byte> answer)
        {
            ThrowIf(FinishingFault(item), item);
            probe.Board.Leave();
            return BitConverter.ToUInt64(answer);
        }

        private void ThrowIf(long fault, int item)
        {
            if (Interlocked.Read(ref probe.Board.Fault) == fault)
            {
                throw new InvalidOperationException($"item {item} broke");
            }
        }
    }
}
