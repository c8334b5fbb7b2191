using System.Collections.Concurrent;
using System.Diagnostics;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Journals;
using ConcurrencyBench.Measurement.Launching;
using ConcurrencyBench.Measurement.Tests.Fakes;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Tests;

/// <summary>
/// What a worker can say that is wrong: a shell script at the other end of the real protocol, in a run beside a model that behaves.
/// Whatever it is, the cell fails with the cause, the other model is measured, the run ends, and the journal can be read.
/// </summary>
public sealed class WorkerFaultTests
{
    private const int BlocksOfTheRun = 2;

    private const string Prepared = """{"items":10,"startUpNanoseconds":10,"warmUpNanoseconds":[2000]}""";

    /// <summary>In which answer the script does what instead, and what the failure must say.</summary>
    private static readonly Fault[] Faults =
    [
        new("describe", "echo hello", "broke the protocol during 'describe'"),
        new("describe", "echo '[]'", "a message is an object"),
        new("describe", "echo 5", "a message is an object"),
        new("describe", """say 999 '"result":null'""", "its id is another"),
        new("describe", """say "\"$id\"" '"result":null'""", "its id is another"),
        new("describe", """say null '"result":null'""", "its id is another"),
        new("describe", """echo '{"jsonrpc":"2.0","result":null}'""", "its id is another"),
        new("describe", """echo "{\"id\":$id,\"result\":null}" """, "jsonrpc \"2.0\""),
        new("describe", """say $id '"result":null,"error":{"code":1,"message":"x"}'""", "either a result or an error"),
        new("describe", """say $id '"x":null'""", "either a result or an error"),
        new("describe", """say $id '"error":{"code":1}'""", "an error has a message"),
        new("describe", """say $id '"error":{"code":1,"message":null}'""", "an error has a message"),
        new("describe", """say $id '"error":{"code":1,"message":" "}'""", "an error has a message"),
        new("describe", """say $id '"error":"it hurts"'""", "an error has a message"),
        new("describe", """say $id '"error":{"code":1,"message":"it hurts"}'""", "it hurts"),
        new("describe", """say $id '"method":"dance"'""", "a worker answers and asks for nothing"),
        new("describe", """say $id '"result":null'""", "answered 'describe' wrongly"),
        new("describe", """say $id '"result":{"protocolVersion":3,"runtime":"sh","runtimeVersion":"1","models":null,"workloads":[]}'""", "models"),
        new("describe", """say $id '"result":{"protocolVersion":3,"runtime":"sh","runtimeVersion":"1","models":[null],"workloads":[]}'""", "models[0] is null"),
        new("describe", """say $id '"result":{"protocolVersion":2,"runtime":"sh","runtimeVersion":"1","models":[],"workloads":[]}'""", "protocolVersion is 2"),
        new("describe", """say $id '"result":{"protocolVersion":3,"runtime":"sh","runtimeVersion":"1","models":[{"id":""}],"workloads":[]}'""", "models[0].id"),
        new("describe", """say $id '"result":{"protocolVersion":3,"runtime":"sh","runtimeVersion":"1","models":[{"id":"a","environment":{"A=B":"x"}}],"workloads":[]}'""", "models[0].environment[0]"),
        new("describe", """say $id '"result":{"protocolVersion":3,"runtime":"sh","runtimeVersion":"1","models":[],"workloads":[],"optionalMethods":null}'""", "optionalMethods"),
        new("describe", """say $id '"result":{"protocolVersion":3,"runtimeVersion":"1","models":[],"workloads":[]}'""", "runtime"),
        new("describe", """printf '{"jsonrpc":"2.0","id":%s,"result":{"protocolVersion":2,"runtime":"\377\376","models":[],"workloads":[]}}\n' "$id" """, "broke the protocol during 'describe'"),
        new("describe", """printf '{"jsonrpc":"2.0","id":%s,"result":' "$id"; head -c 100000 /dev/zero | tr '\0' '['; echo""", "broke the protocol during 'describe'"),
        new("describe", "head -c 100000000 /dev/zero | tr '\\0' 'a'; echo", "a line is longer than 1 MiB"),
        new("describe", "yes | tr -d '\\n'", "a line is longer than 1 MiB"),
        new("describe", "cat > /dev/null", "did not answer 'describe' within", IsSilent: true),
        new("describe", """printf '{"jsonrpc":"2.0","id'; cat > /dev/null""", "did not answer 'describe' within", IsSilent: true),
        new("describe", "exit 3", "ended with exit code 3 during 'describe'"),
        new("describe", """printf '{"jsonrpc":"2.0","id'; exit 4""", "ended with exit code 4"),
        new("describe", "exec >&-; sleep 60", "broke the protocol during 'describe'"),
        new("prepare", """give '{"items":100,"startUpNanoseconds":10,"warmUpNanoseconds":[2000]}'""", "items is 100: an operation of the cell has 10"),
        new("prepare", """give '{"items":0,"startUpNanoseconds":10,"warmUpNanoseconds":[2000]}'""", "items is 0"),
        new("prepare", """give '{"items":1e30,"startUpNanoseconds":10,"warmUpNanoseconds":[2000]}'""", "broke the protocol during 'prepare'"),
        new("prepare", """give '{"startUpNanoseconds":10,"warmUpNanoseconds":[2000]}'""", "items"),
        new("prepare", """give '{"items":10,"startUpNanoseconds":10,"warmUpNanoseconds":[]}'""", "warmUpNanoseconds is empty"),
        new("prepare", """give '{"items":10,"startUpNanoseconds":10,"warmUpNanoseconds":[1e300]}'""", "warmUpNanoseconds[0] is 1E+300"),
        new("prepare", """give '{"items":10,"startUpNanoseconds":10,"warmUpNanoseconds":[2000,1e999]}'""", "warmUpNanoseconds[1] is Infinity"),
        new("prepare", """give '{"items":10,"startUpNanoseconds":10,"warmUpNanoseconds":[-5]}'""", "warmUpNanoseconds[0] is -5"),
        new("prepare", """give '{"items":10,"startUpNanoseconds":10,"warmUpNanoseconds":null}'""", "warmUpNanoseconds"),
        new("prepare", """give '{"items":10,"startUpNanoseconds":10,"warmUpNanoseconds":[null]}'""", "broke the protocol during 'prepare'"),
        new("prepare", """give '{"items":10,"startUpNanoseconds":-1,"warmUpNanoseconds":[2000]}'""", "startUpNanoseconds is -1"),
        new("prepare", """give '{"items":10,"startUpNanoseconds":3000000000000,"warmUpNanoseconds":[2000]}'""", "longer than the whole request"),
        new("prepare", """give '{"items":10,"startUpNanoseconds":10,"warmUpNanoseconds":[900]}'""", "warmUpNanoseconds[0] is 900: faster than its waits allow"),
        new("measure", """give '[{"nanoseconds":1e999,"digest":"ff","costs":{}}]'""", "[0].nanoseconds is Infinity"),
        new("measure", """give '[{"nanoseconds":1e308,"digest":"ff","costs":{}}]'""", "[0].nanoseconds is 1E+308"),
        new("measure", """give '[{"nanoseconds":1e-300,"digest":"ff","costs":{}}]'""", "[0].nanoseconds is 1E-300"),
        new("measure", """give '[{"nanoseconds":-2000,"digest":"ff","costs":{}}]'""", "[0].nanoseconds is -2000"),
        new("measure", """give '[{"nanoseconds":"NaN","digest":"ff","costs":{}}]'""", "broke the protocol during 'measure'"),
        new("measure", """give '[{"nanoseconds":null,"digest":"ff","costs":{}}]'""", "broke the protocol during 'measure'"),
        new("measure", """give '[{"nanoseconds":900,"digest":"ff","costs":{}}]'""", "[0].nanoseconds is 900: faster than its waits allow"),
        new("measure", """give '[{"nanoseconds":3000000000000,"digest":"ff","costs":{}}]'""", "longer than the whole request"),
        new("measure", """give '[{"nanoseconds":2000,"nanoseconds":3000,"digest":"ff","costs":{}}]'""", "broke the protocol during 'measure'"),
        new("measure", """give '[{"nanoseconds":2000,"costs":{}}]'""", "[0].digest is null"),
        new("measure", """give '[{"nanoseconds":2000,"digest":"fe","costs":{}}]'""", "[0].digest is 'fe': the digest of all items is 'ff'"),
        new("measure", """give '[{"nanoseconds":2000,"digest":"ff"}]'""", "costs"),
        new("measure", """give '[{"nanoseconds":2000,"digest":"ff","costs":null}]'""", "costs"),
        new("measure", """give '[{"nanoseconds":2000,"digest":"ff","costs":{"cpuNanoseconds":-1}}]'""", "[0].costs.cpuNanoseconds is -1"),
        new("measure", """give '[{"nanoseconds":2000,"digest":"ff","costs":{"allocatedBytes":9000000000000000000}}]'""", "[0].costs.allocatedBytes is 9000000000000000000"),
        new("measure", """give '[{"nanoseconds":2000,"digest":"ff","costs":{"gcCount":1e40}}]'""", "broke the protocol during 'measure'"),
        new("measure", """give '[]'""", "the answer is a list of 0: 1 timed operations were asked for"),
        new("measure", """give '[{"nanoseconds":2000,"digest":"ff","costs":{}},{"nanoseconds":2000,"digest":"ff","costs":{}}]'""", "the answer is a list of 2"),
        new("measure", """give null""", "answered 'measure' wrongly"),
        new("measure", """give '[null]'""", "[0] is null"),
        new("measure", """give '[{"nanoseconds":2000,"digest":"ff","costs":{},"phases":[null]}]'""", "[0].phases[0] is null"),
        new("measure", """give '[{"nanoseconds":2000,"digest":"ff","costs":{},"phases":[{"id":null,"items":1,"nanoseconds":5}]}]'""", "id"),
        new("measure", """give '[{"nanoseconds":2000,"digest":"ff","costs":{},"phases":[{"id":"a","items":1,"nanoseconds":-5}]}]'""", "phases[0].nanoseconds is -5"),
        new("measure", """give '[{"nanoseconds":2000,"digest":"ff","costs":{},"phases":[{"id":"a","items":1,"nanoseconds":5000}]}]'""", "no phase lasts longer than its operation"),
        new("measure", """give '[{"nanoseconds":2000,"digest":"ff","costs":{},"phases":[{"id":"a","items":1,"nanoseconds":5},{"id":"a","items":1,"nanoseconds":5}]}]'""", "each phase is there once"),
        new("measure", """give '[{"nanoseconds":2000,"digest":"ff","costs":{},"phases":[{"id":"a","items":1,"nanoseconds":5,"latency":{"count":1,"median":9,"p90":8,"p99":8,"p999":8,"maximum":8}}]}]'""", "latency.p90 is 8"),
        new("measure", """give '[{"nanoseconds":2000,"digest":"ff","costs":{},"phases":[{"id":"a","items":1,"nanoseconds":5,"latency":{"count":1,"median":7,"p90":8,"p99":8,"p999":8,"maximum":8,"mean":9}}]}]'""", "latency.mean is 9"),
        new("measure", """give '[{"nanoseconds":2000,"digest":"ff","costs":{}}]'; give '[{"nanoseconds":2000,"digest":"ff","costs":{}}]'""", "broke the protocol during 'measure'"),
        new("measure", "kill -s KILL $$", "was killed by signal 9 (SIGKILL) during 'measure'"),
        new("measure", "cat > /dev/null", "did not answer 'measure' within", IsSilent: true),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task RunAsync_WorkerWithAnyFault_ItsCellFailsWithTheCauseAndTheRunGoesOn()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the worker is a shell script");
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(Faults, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Token }, async (fault, _) =>
        {
            if (await FindWrongAsync(fault) is { } found)
            {
                wrong.Add($"{fault.Method}: {fault.Script}\n  {found}");
            }
        });
        Assert.True(Faults.Length >= 47, "faults got lost");
        Assert.True(wrong.IsEmpty, string.Join("\n", wrong));
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_WorkerWithoutAFault_IsMeasured()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the worker is a shell script");
        var (entries, _) = await RunAsync(new Fault("none", string.Empty, string.Empty));
        Assert.Empty(entries.OfType<Failure>());
        Assert.Equal(BlocksOfTheRun, entries.OfType<BlockMeasurement>().Count(measurement => measurement.Cell.Model == "threads"));
    }

    /// <summary>What is not as it should be when a worker has a fault; null when all is.</summary>
    private static async Task<string?> FindWrongAsync(Fault fault)
    {
        try
        {
            var (entries, read) = await RunAsync(fault);
            var failures = entries.OfType<Failure>().ToList();
            return failures.Count != 1 || failures[0].Cell.Model != "threads" ? $"{failures.Count} failures"
                : !failures[0].Reason.Contains(fault.Cause, StringComparison.Ordinal) ? $"the cause is: {failures[0].Reason}"
                : entries.OfType<BlockMeasurement>().Count(measurement => measurement.Cell.Model == "sequential") != BlocksOfTheRun ? "the other model was not measured"
                : read != entries.Count ? "the journal is another"
                : null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return $"the run was aborted: {exception}";
        }
    }

    private static async Task<(IReadOnlyList<JournalEntry> Entries, int Read)> RunAsync(Fault fault)
    {
        using var run = new TestRun
        {
            Source = new ScriptedSource { Shortest = 1000, Worker = model => model == "threads" ? Start(fault) : null },
            Workloads = [WorkloadPlan.Of("timer", [2], ["sequential", "threads"])],
            MinimumRounds = 1,
            MaximumRounds = 1,
            BlocksPerRound = BlocksOfTheRun,
            WarmUpMilliseconds = 0,
        };
        var entries = await run.RunAsync([], Token);
        return (entries, Journal.Read(run.JournalPath, run.Manifest).Entries.Count);
    }

    private static WorkerClient Start(Fault fault)
    {
        string Of(string method, string usual) => fault.Method == method ? fault.Script : $"give '{usual}'";
        var script =
            $$"""
            say() { printf '{"jsonrpc":"2.0","id":%s,%s}\n' "$1" "$2"; }
            give() { say "$id" "\"result\":$1"; }
            while read -r request; do
              id=${request##*\"id\":}
              id=${id%%[!0-9]*}
              case "$request" in
                *'"describe"'*) {{Of("describe", """{"protocolVersion":3,"runtime":"sh","runtimeVersion":"1","models":[],"workloads":[]}""")}} ;;
                *'"prepare"'*) {{Of("prepare", Prepared)}} ;;
                *'"measure"'*) {{Of("measure", """[{"nanoseconds":2000,"digest":"ff","costs":{}}]""")}} ;;
                *) give null ;;
              esac
            done
            """;
        var start = new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        TimeSpan For(string method) => TimeSpan.FromSeconds(fault.IsSilent && fault.Method == method ? 1 : 60);
        return new WorkerClient(
            ChildProcess.Start(start),
            new Deadlines { Describe = For("describe"), Prepare = For("prepare"), ShortestMeasure = For("measure"), Shutdown = TimeSpan.FromSeconds(20) });
    }

    private sealed record Fault(string Method, string Script, string Cause, bool IsSilent = false);
}
