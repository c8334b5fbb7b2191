using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;
using ConcurrencyBench.Reporting.Views;

namespace ConcurrencyBench.Reporting.Tests.Samples;

/// <summary>Puts into a run what can go wrong in one.</summary>
internal static class Trouble
{
    private static readonly Cell Crashed = Cell.Of("processes", "http", 16);
    private static readonly Cell Wrong = Cell.Of("gil-threads", "json", 2);

    public static ReportInput Over(ReportInput input) => input with
    {
        Results = input.Results with
        {
            Run = input.Results.Run with
            {
                Commit = null,
                Plan = input.Results.Run.Plan with { Exclusions = [new Exclusion("dataflow", "files", "blocks <would> only | wrap the same reads")] },
                Environment = input.Results.Run.Environment with { Kernel = null, Processor = null, LoadAverage = null, UsableCores = 1.5, CpuQuota = 1.5 },
            },
            Cells = [.. input.Results.Cells.Where(Stays).Select(WithWarning)],
            Failures = Failures,
            DisturbedOperations = 5,
            Rankings = [.. input.Results.Rankings.Select(ranking => ranking.Comparison.StartsWith("files/", StringComparison.Ordinal) ? ranking with { IsReliable = false } : ranking)],
            Judgements = [.. input.Results.Judgements.Select(WithWarning)],
            Warnings = ["the load average was 3.1 when the run began & may have disturbed it", "12 of 280 blocks were contaminated"],
        },
    };

    private static IReadOnlyList<Failure> Failures =>
    [
        new Failure
        {
            Cell = Crashed,
            Round = 0,
            AtMilliseconds = 1_200,
            Reason = "a pool process ended by signal 9 (SIGKILL)",
            ProcessId = 4711,
            ExitCode = 137,
            LogTail = ["fatal: <out of memory> & more", "   at Pool.Run() | line 12"],
        },
        new Failure { Cell = Wrong, Round = 1, Block = 3, AtMilliseconds = 9_000, Reason = "item 7 gave 0x12 instead of 0x34" },
    ];

    private static bool Stays(CellResult result) => result.Cell != Crashed && result.Cell is not { Model: "dataflow", Workload: "files" };

    private static CellResult WithWarning(CellResult result) => result.Cell.ToString() switch
    {
        "threads/http/16" => result with { SpeedUp = result.SpeedUp! with { Warnings = ["3 of 40 blocks were contaminated", "warm-up was unstable: *still* falling"] } },
        "async/http/16" => result with { SpeedUp = result.SpeedUp! with { Warnings = ["3 of 40 blocks were contaminated"], Interval = null } },
        "sequential-again/primes/1" => result with { SpeedUp = result.SpeedUp! with { Warnings = ["the null case moved by 12 %"] } },
        "threads/timer/16" => result with { NanosecondsPerItem = result.NanosecondsPerItem with { Warnings = ["a timer of 1 ms <resolution>"] } },
        "async/tcp/16" => result with { SpeedUp = new Figure(double.NaN, null, ["no block has both"]), NanosecondsPerItem = new Figure(double.PositiveInfinity, null, []) },
        _ => result,
    };

    private static Judgement WithWarning(Judgement judgement) => judgement.ClaimId != "threads.io" ? judgement : judgement with
    {
        Evidence = [.. judgement.Evidence.Select(evidence => evidence with { Figure = evidence.Figure with { Warnings = ["the server was busy"] } })],
    };
}
