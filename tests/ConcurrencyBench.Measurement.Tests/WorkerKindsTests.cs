using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Launching;
using ConcurrencyBench.Measurement.Tests.Fakes;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Measurement.Tests;

public sealed class WorkerKindsTests
{
    /// <summary>What workers are started with is written to run.json and printed in reports.</summary>
    [Fact]
    public void Kinds_ModelThatHandsSecretsToItsWorkers_HaveTheRuntimesVariablesAlone()
    {
        var plan = new Plan
        {
            Workloads = [WorkloadPlan.Of("primes", [1], ["secretive"])],
            MinimumRounds = 1,
            MaximumRounds = 1,
            BlocksPerRound = 1,
            WarmUpMilliseconds = 0,
            BudgetSeconds = 1,
        };
        var source = new ProcessWorkerSource(new Catalog(typeof(PrimesWorkload).Assembly, typeof(SecretiveModel).Assembly), ModelSettings.Default, plan);

        var kind = Assert.Single(source.Kinds());
        Assert.Equal(["secretive"], kind.Of);
        Assert.Equal([KeyValuePair.Create(SecretiveModel.Setting, "0")], kind.Variables);
    }
}
