using System.Diagnostics;
using System.IO.Pipelines;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Calibrating;
using ConcurrencyBench.Measurement.Counters;

namespace ConcurrencyBench.Measurement.Tests;

[Collection(nameof(Alone))]
public sealed class NeighbourTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Turns_Bursts_UseAFifthOfACoreInTheMeanAndAreThoseOfTheirSeed()
    {
        var turns = NeighbourProcess.Turns(NeighbourKind.Bursts, 7).Take(10_000).ToList();
        Assert.All(turns, turn => Assert.Equal(200, turn.Burst.TotalMilliseconds));
        Assert.InRange(turns.Average(turn => turn.Pause.TotalMilliseconds), 760, 840);
        Assert.Equal(turns.Take(9), NeighbourProcess.Turns(NeighbourKind.Bursts, 7).Take(9));
        Assert.NotEqual(turns.Take(9), NeighbourProcess.Turns(NeighbourKind.Bursts, 8).Take(9));

        // Exponential: as far from their mean as that is large.
        var mean = turns.Average(turn => turn.Pause.TotalSeconds);
        Assert.InRange(Math.Sqrt(turns.Average(turn => Math.Pow(turn.Pause.TotalSeconds - mean, 2))) / mean, 0.9, 1.1);
    }

    [Fact]
    public void Turns_Steady_UseAFifthOfACore()
    {
        var turns = NeighbourProcess.Turns(NeighbourKind.Steady, 7).Take(10).ToList();
        Assert.All(turns, turn => Assert.Equal(0.2, turn.Burst / (turn.Burst + turn.Pause), 3));
    }

    [Theory]
    [InlineData(NeighbourKind.None)]
    public void Start_None_StartsNothing(NeighbourKind kind) => Assert.Null(NeighbourProcess.Start(kind, 1));

    [Theory(Timeout = 60_000)]
    [InlineData(NeighbourKind.Bursts)]
    [InlineData(NeighbourKind.Steady)]
    public async Task Run_InputCloses_Ends(NeighbourKind kind)
    {
        var input = new Pipe();
        var life = Task.Run(() => NeighbourProcess.Run([$"{kind}", "7"], input.Reader.AsStream()), Token);
        await Task.Delay(50, Token);
        Assert.False(life.IsCompleted);
        await input.Writer.CompleteAsync();
        await life;
    }

    [Fact(Timeout = 60_000)]
    public async Task Start_Bursts_IsAnotherProgramToARunAndEndsWhenItIsDisposed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "these counters are Linux's");
        int id;
        using (var neighbour = NeighbourProcess.Start(NeighbourKind.Bursts, 7)!)
        {
            id = await ChildAsync();
            var (before, began) = (ProcessClock.Read(id), HostClock.Read([Environment.ProcessId]));
            while (ProcessClock.Read(id) - before < 100_000_000)
            {
                await Task.Delay(10, Token);
            }

            var others = HostClock.Between(began, HostClock.Read([Environment.ProcessId]))!.ForeignCpuNanoseconds;
            Assert.True(others >= 60_000_000, $"{others} ns of others' CPU time");
            Assert.Null(neighbour.End);
            Assert.True(neighbour.CpuNanoseconds >= before + 100_000_000, $"{neighbour.CpuNanoseconds} ns of its own");
        }

        Assert.Null(ProcessClock.Read(id));
    }

    [Fact(Timeout = 60_000)]
    public async Task Start_BurstsThatIsKilled_SaysSoAndNothingOfItsTime()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "its processes are found in /proc");
        using var neighbour = NeighbourProcess.Start(NeighbourKind.Bursts, 7)!;
        using var process = Process.GetProcessById(await ChildAsync());
        process.Kill();
        while (neighbour.End is null)
        {
            await Task.Delay(10, Token);
        }

        Assert.Contains("signal 9", neighbour.End, StringComparison.Ordinal);
        Assert.Null(neighbour.CpuNanoseconds);
    }

    private static async Task<int> ChildAsync()
    {
        while (true)
        {
            foreach (var process in Process.GetProcesses())
            {
                using (process)
                {
                    if (IsNeighbour(process.Id))
                    {
                        return process.Id;
                    }
                }
            }

            await Task.Delay(20, Token);
        }
    }

    private static bool IsNeighbour(int process)
    {
        try
        {
            var parent = File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
            return parent == $"{Environment.ProcessId}" && File.ReadAllText($"/proc/{process}/cmdline").Contains("\0neighbour\0", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
