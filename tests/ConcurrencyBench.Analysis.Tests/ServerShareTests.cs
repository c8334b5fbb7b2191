using ConcurrencyBench.Abstractions.Counters;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Analysis.Tests;

/// <summary>Where a server takes most of the cores, the report says whose figure it is.</summary>
public sealed class ServerShareTests
{
    private static readonly Comparison Busy = new("http", 256, "sequential", "sequential-again", "threads", "async");

    [Fact]
    public void Analyze_ServerTookMoreThanHalfOfTheCores_FiguresSayThatTheyAreTheServers()
    {
        var results = WithServer(ofCores: 1.2);

        Assert.All(results.Cells, cell => Assert.Contains("The server used 60 % of the cores, so the figure is the server's more than the model's.", cell.NanosecondsPerItem.Warnings));
        Assert.Contains("In http at concurrency 256 the server used up to 60 % of the cores, with threads, async: figures there are the server's more than the models'.", results.Warnings);
        Assert.Contains(results.Find("async", "http", 256)!.SpeedUp!.Warnings, warning => warning.StartsWith("The server used", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(null)]
    public void Analyze_ServerTookLessOrThereIsNone_SaysNothing(double? ofCores)
    {
        var results = WithServer(ofCores);

        Assert.DoesNotContain(results.Warnings.Concat(results.Cells.SelectMany(cell => cell.NanosecondsPerItem.Warnings)), warning => warning.Contains("server", StringComparison.Ordinal));
    }

    private static Results.RunResults WithServer(double? ofCores) => new RunBuilder()
        .Compare(Busy, visit => visit.Model.StartsWith("sequential", StringComparison.Ordinal) ? 20_000 : 10_000)
        .Change(measurement => measurement with { Costs = new Costs { [CounterTable.Named("fixtureCpuNanoseconds")] = (long?)(measurement.Nanoseconds * ofCores) } })
        .Analyze();
}
