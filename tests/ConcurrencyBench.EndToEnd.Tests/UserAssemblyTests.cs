using System.Text.Json;
using ConcurrencyBench.EndToEnd.Tests.Driving;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>Models and workloads of an assembly that this solution does not build.</summary>
[Collection(Measuring.Name)]
public sealed class UserAssemblyTests : IDisposable
{
    private const string Squares = """
        namespace Elsewhere;

        public sealed class SquaresWorkload : ItemWorkload
        {
            public override string Id => "squares";

            public override string Description => "adds squares";

            public override WorkloadKind Kind => WorkloadKind.Cpu;

            public override int Items(int concurrency) => 200;

            public override ulong Execute<TGate>(int item, ref TGate gate)
            {
                var sum = Seed;
                for (var number = 0UL; number < 20_000; number++)
                {
                    sum += number * number;
                }

                gate.Checkpoint();
                return Digest.Of(sum, (ulong)item);
            }
        }
        """;

    private const string Liar = """
        namespace Elsewhere;

        public sealed class LiarWorkload : ItemWorkload
        {
            public override string Id => "liar";

            public override string Description => "gives a wrong answer where it is awaited";

            public override WorkloadKind Kind => WorkloadKind.Io;

            public override int Items(int concurrency) => 200;

            public override ulong Execute<TGate>(int item, ref TGate gate) => Digest.Of(Seed, (ulong)item);

            public override ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken) => new(Digest.Of(Seed + 1, (ulong)item));
        }
        """;

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    /// <summary>Pool processes and silos among them, and the model that the README shows how to add.</summary>
    [Fact(Timeout = 300_000)]
    public async Task Run_AWorkloadOfAUser_IsMeasuredAndCheckedUnderEveryModelThatSuitsIt()
    {
        UserAssembly.Build(_sandbox["Elsewhere.dll"], Squares, UserAssembly.CodeOfTheReadme("PoolModel"));
        var models = JsonSerializer.Deserialize<JsonElement>((await RunAsync("list", "models", "--json")).Output).EnumerateArray().Select(model => model.GetProperty("id").GetString()!).ToList();

        var run = await RunAsync("run", "--workloads", "squares", "--profile", "smoke", "--concurrency", "2", "--budget", "200s", "--quiet", "--out", "X");

        run.AssertMeasured();
        var measured = File.ReadLines(_sandbox["X/measurements.jsonl"]).SelectMany(Measurements).ToHashSet();
        Assert.Contains("pool", measured);
        Assert.Equal(models.Except(["gil-threads-short", "hub-unpatched", "reactive-observe-on", "tasks-blocking"]).Order(), measured.Where(model => !model.EndsWith("-again", StringComparison.Ordinal)).Order());
        Assert.Contains("squares", (await RunAsync("list", "workloads")).Output, StringComparison.Ordinal);
        Assert.Empty((await RunAsync("report", "X")).Error);
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_AWorkloadOfAUserWithAWrongAnswer_FailsWhereItIsWrong()
    {
        UserAssembly.Build(_sandbox["Elsewhere.dll"], Liar);

        var run = await RunAsync("run", "--workloads", "liar", "--models", "threads,async", "--profile", "smoke", "--concurrency", "2", "--quiet", "--out", "X");

        run.AssertExitCode(1);
        var failure = Assert.Single(File.ReadLines(_sandbox["X/measurements.jsonl"]), line => line.Contains("wrong digest", StringComparison.Ordinal));
        Assert.Contains("\"async\"", failure, StringComparison.Ordinal);
        Assert.Contains("threads", File.ReadLines(_sandbox["X/measurements.jsonl"]).SelectMany(Measurements));
    }

    [Fact(Timeout = 60_000)]
    public async Task Catalog_ANameThatExistsTwice_IsRefusedWithBothTypesAndAssemblies()
    {
        UserAssembly.Build(_sandbox["Elsewhere.dll"], Squares.Replace("\"squares\"", "\"primes\"", StringComparison.Ordinal));

        (await RunAsync("list", "workloads")).AssertRefused(
            "two workloads are called 'primes'", "ConcurrencyBench.Workloads.PrimesWorkload in ConcurrencyBench.Workloads", "Elsewhere.SquaresWorkload in Elsewhere");

        UserAssembly.Build(_sandbox["Elsewhere.dll"], UserAssembly.CodeOfTheReadme("PoolModel").Replace("\"pool\"", "\"threads\"", StringComparison.Ordinal));

        (await RunAsync("run", "--models", "threads")).AssertRefused(
            "two models are called 'threads'", "ConcurrencyBench.Models.ThreadsModel in ConcurrencyBench.Models", "PoolModel in Elsewhere");

        UserAssembly.Build(_sandbox["Elsewhere.dll"], UserAssembly.CodeOfTheReadme("PoolModel").Replace("\"pool\"", "\"pool#7\"", StringComparison.Ordinal));

        (await RunAsync("list", "models")).AssertRefused("model 'pool#7'", "PoolModel in Elsewhere", "rename it");
    }

    [Fact(Timeout = 60_000)]
    public async Task Open_WhatIsNoAssembly_IsRefused()
    {
        (await RunAsync("list", "workloads")).AssertRefused("Elsewhere.dll");
        await File.WriteAllTextAsync(_sandbox["Elsewhere.dll"], "text", TestContext.Current.CancellationToken);
        (await RunAsync("list", "workloads")).AssertRefused("Elsewhere.dll");
    }

    private static IEnumerable<string> Measurements(string line)
    {
        using var entry = JsonDocument.Parse(line);
        return entry.RootElement.TryGetProperty("cell", out var cell) && entry.RootElement.TryGetProperty("nanoseconds", out _)
            ? [cell.GetProperty("model").GetString()!]
            : [];
    }

    private Task<Outcome> RunAsync(params IReadOnlyList<string> arguments) => _sandbox.Cbench.RunAsync(["with", _sandbox["Elsewhere.dll"], .. arguments]);
}
