using ConcurrencyBench.Abstractions.Counters;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Reporting.Tests.Samples;

/// <summary>Figures such as two cores give: made up, but in the bands of real ones.</summary>
internal static class SampleCells
{
    private static readonly string[] Cpu = ["primes", "sha256", "json"];

    /// <summary>The cell's result; speed-ups do not change between runs.</summary>
    public static CellResult Of(string model, string workload, int concurrency)
    {
        var isBaseline = ModelAlias.ModelId(model) == "sequential";
        var speedUp = SpeedUp(model, workload, concurrency);
        var nanoseconds = BaselineNanoseconds(workload) / speedUp;
        var spread = 0.012 + (0.004 * (model.Length % 4)) + (Cpu.Contains(workload) ? 0 : 0.01);
        return new CellResult
        {
            Cell = Baseline.CellAt(model, workload, Parameters.Of(concurrency)),
            Items = Items(workload, isBaseline ? 1 : concurrency),
            Rounds = 4,
            Measurements = 40,
            NanosecondsPerItem = Figure(nanoseconds, spread * 3),
            SpeedUp = model == "sequential" ? null : Figure(speedUp, spread),
            StartUpNanoseconds = model == "processes" ? 61_300_000.0 * concurrency : 12_400,
            Costs = Costs(model, workload, isBaseline ? 1 : concurrency, nanoseconds),
            Phases = workload == "ping-pong" ? RoundTrips(model) : [],
        };
    }

    private static PhaseResult[] RoundTrips(string model)
    {
        var (small, page, large) = ModelAlias.ModelId(model) switch
        {
            "sequential" => (55.0, 190.0, 88_000.0),
            "threads" => (5_900, 6_500, 210_000),
            "gil-threads" => (31_000, 33_000, 260_000),
            "processes" => (480, 1_100, 330_000),
            "async" => (1_250, 1_700, 215_000),
            _ => (820, 1_300, 205_000),
        };
        return
        [
            new PhaseResult("64b", "64 B", 8192, Figure(small, 0.12)) { Size = 64 },
            new PhaseResult("4kib", "4 KiB", 4096, Figure(page, 0.08)) { Size = 4096 },
            new PhaseResult("1mib", "1 MiB", 128, Figure(large, 0.03)) { Size = 1 << 20 },
        ];
    }

    private static int Items(string workload, int concurrency) => Cpu.Contains(workload) ? 64 : workload == "files" ? 2_000 : Math.Max(16, 4 * concurrency);

    private static Figure Figure(double value, double spread) => new(value, new Interval(value * (1 - spread), value * (1 + (spread * 1.1))), []);

    private static Costs Costs(string model, string workload, int concurrency, double nanoseconds)
    {
        var items = Items(workload, concurrency);
        var cpu = (long)(items * (Cpu.Contains(workload) ? BaselineNanoseconds(workload) * 1.02 : 38_000 + (nanoseconds / 100)));
        return new Costs
        {
            CpuNanoseconds = cpu,
            [CounterTable.Named("userCpuNanoseconds")] = model == "processes" ? cpu / 20 : cpu / 10 * 8,
            [CounterTable.Named("systemCpuNanoseconds")] = model == "processes" ? cpu / 50 : cpu / 10 * 2,
            [CounterTable.Named("fixtureCpuNanoseconds")] = workload is "tcp" or "http" ? items * 61_000L : 0,
            [CounterTable.Named("voluntarySwitches")] = model == "processes" ? null : items * (Cpu.Contains(workload) ? 1 : 3),
            [CounterTable.Named("involuntarySwitches")] = 7 * concurrency,
            [CounterTable.Named("peakRssBytes")] = model == "processes" ? 48_234_496L * (concurrency + 1) : 52_428_800,
            [CounterTable.Named("pssBytes")] = model == "processes" ? 17_825_792L * (concurrency + 1) : 21_943_040,
            MemoryBytes = model == "processes" ? 19_825_792L * (concurrency + 1) : 39_845_888,
            [CounterTable.Named("threads")] = model is "threads" or "gil-threads" ? concurrency + 9 : 11,
            [CounterTable.Named("allocatedBytes")] = model == "processes" ? null : items * (workload == "json" ? 214_016L : 272),
        };
    }

    private static double BaselineNanoseconds(string workload) => workload switch
    {
        "primes" => 1_031_000,
        "sha256" => 612_000,
        "json" => 1_480_000,
        "timer" => 10_080_000,
        "tcp" => 10_210_000,
        "http" => 10_420_000,
        _ => 7_450,
    };

    private static double SpeedUp(string model, string workload, int concurrency)
    {
        var busy = Math.Min(2, concurrency);
        return (ModelAlias.ModelId(model), workload) switch
        {
            ("sequential", _) => ModelAlias.Is(model) ? 1.004 : 1,
            ("gil-threads", "primes") => 0.96,
            ("gil-threads", "json") => 0.91,
            ("processes", "json") => busy * 0.93,
            (_, "json") => busy * 0.84,
            ("dataflow", "primes" or "sha256") => busy * 0.955,
            (_, "primes" or "sha256") => busy * (ModelAlias.Is(model) ? 0.967 : 0.97),
            ("threads", "files") => 0.42,
            ("gil-threads", "files") => 0.38,
            ("processes", "files") => 1.31,
            (_, "files") => 0.78,
            ("processes", _) => concurrency * 0.91,
            ("threads", _) => concurrency * (concurrency > 100 ? 0.34 : 0.89),
            ("gil-threads", _) => concurrency * (concurrency > 100 ? 0.21 : 0.86),
            _ => concurrency * (concurrency > 100 ? 0.71 : 0.95),
        };
    }
}
