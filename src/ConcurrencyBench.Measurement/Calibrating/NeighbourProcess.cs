using System.Globalization;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Calibrating;

/// <summary>
/// A process that uses a core at times, as another program of the machine would: a run does not count it as its own. It ends when it is
/// disposed, with this process, and after <see cref="Longest"/> in any case.
/// </summary>
public static class NeighbourProcess
{
    /// <summary>The hidden verb that it is started with.</summary>
    public const string Verb = "neighbour";

    /// <summary>How long one lives at the most.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private const int TurnsPerLook = 1_000;

    private static readonly TimeSpan _burst = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _meanPause = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan _steadyBurst = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan _steadyPause = TimeSpan.FromMilliseconds(8);

    /// <summary>Starts one.</summary>
    /// <param name="kind">What it does.</param>
    /// <param name="seed">Decides its pauses.</param>
    /// <returns>Ends it when disposed; null for <see cref="NeighbourKind.None"/>.</returns>
    internal static INeighbour? Start(NeighbourKind kind, ulong seed) => kind == NeighbourKind.None
        ? null
        : new Neighbour(ChildProcess.Start(ProgramCommand.StartInfo(Verb, kind.ToString(), seed.ToString(CultureInfo.InvariantCulture))));

    /// <summary>What the process itself does until its input closes.</summary>
    /// <param name="arguments">The kind and the seed.</param>
    /// <param name="input">Its standard input.</param>
    public static void Run(IReadOnlyList<string> arguments, Stream input)
    {
        using var ended = new CancellationTokenSource(Longest);
        var watch = new Thread(() => WaitForEnd(input, ended)) { IsBackground = true };
        watch.Start();
        foreach (var (burst, pause) in Turns(Enum.Parse<NeighbourKind>(arguments[0]), ulong.Parse(arguments[1], NumberStyles.None, CultureInfo.InvariantCulture)))
        {
            Burn(burst);
            if (ended.Token.WaitHandle.WaitOne(pause))
            {
                return;
            }
        }
    }

    /// <summary>How long a neighbour uses a core and then pauses, for ever.</summary>
    internal static IEnumerable<(TimeSpan Burst, TimeSpan Pause)> Turns(NeighbourKind kind, ulong seed)
    {
        var random = new Random((int)(seed ^ (seed >> 32)));
        while (kind != NeighbourKind.None)
        {
            yield return kind == NeighbourKind.Steady
                ? (_steadyBurst, _steadyPause)
                : (_burst, _meanPause * -Math.Log(1 - random.NextDouble()));
        }
    }

    private static void Burn(TimeSpan burst)
    {
        var started = TimeProvider.System.GetTimestamp();
        var value = 1UL;
        while (TimeProvider.System.GetElapsedTime(started) < burst)
        {
            // Not SpinWait, in which a hypervisor may give the core to another machine.
            for (var turn = 0; turn < TurnsPerLook; turn++)
            {
                value = Digest.Mix(value);
            }
        }

        GC.KeepAlive(value);
    }

    private static void WaitForEnd(Stream input, CancellationTokenSource ended)
    {
        // Nothing is written to it: a byte or its end are the end.
        input.ReadByte();
        ended.Cancel();
    }

    private sealed class Neighbour(ChildProcess process) : INeighbour
    {
        public long? CpuNanoseconds => process.ExitCode is null ? ProcessClock.Read(process.Id) : null;

        public string? End => process.ExitCode is null ? null : process.DescribeEnd();

        public void Dispose() => process.Dispose();
    }
}
