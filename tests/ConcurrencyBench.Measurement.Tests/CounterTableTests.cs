using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using ConcurrencyBench.Abstractions.Counters;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Checks;
using ConcurrencyBench.Measurement.Protocol;

namespace ConcurrencyBench.Measurement.Tests;

/// <summary>What holds for every row of the table, and for costs as JSON, which has a member for each.</summary>
public sealed partial class CounterTableTests
{
    private static readonly JsonSerializerOptions _sparse = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, AllowDuplicateProperties = false };
    private static readonly Costs _full = Costs.Of(counter => 100 + counter.Index);

    [Fact]
    public void All_EveryRow_IsReadInOneWayUnderANameOfItsOwn()
    {
        Assert.Equal(CounterTable.All.Count, CounterTable.All.Select(counter => counter.Name).Distinct().Count());

        // Which are there is a bit each.
        Assert.InRange(CounterTable.All.Count, 1, 64);
        Assert.All(CounterTable.All, counter =>
        {
            Assert.Equal(CounterTable.All[counter.Index], counter);
            Assert.Matches(CamelCase(), counter.Name);
            Assert.Contains(counter.Unit, new[] { "ns", "B", string.Empty });
            Assert.NotEmpty(counter.Description);
            Assert.Single(new[] { counter.InWorker is not null || counter.Outside is not null, counter.OfFixture is not null, counter.AtEnd is not null }, isRead => isRead);
        });
        Assert.All(CostColumn.All, column => Assert.Single(column.Counters.Select(counter => (counter.Unit, counter.AtEnd is null, counter.OfFixture is null)).Distinct()));
    }

    [Fact]
    public void Json_EveryCounter_CrossesInTheTablesOrder()
    {
        var text = JsonSerializer.Serialize(_full, _sparse);
        Assert.Equal($"{{{string.Join(',', CounterTable.All.Select(counter => $"\"{counter.Name}\":{100 + counter.Index}"))}}}", text);
        Assert.Equal(text, JsonSerializer.Serialize(_full));
        Assert.Equal(_full, JsonSerializer.Deserialize<Costs>(text, _sparse));
        var backwards = $"{{{string.Join(',', text[1..^1].Split(',').Reverse())},\"another\":{{\"cpuNanoseconds\":1}}}}";
        Assert.Equal(_full, JsonSerializer.Deserialize<Costs>(backwards, _sparse));
    }

    [Fact]
    public void Json_WhatIsAbsent_IsLeftOutOrNull()
    {
        var costs = new Costs { MemoryBytes = 5 };
        Assert.Equal("{\"memoryBytes\":5}", JsonSerializer.Serialize(costs, _sparse));
        var whole = JsonSerializer.Serialize(costs);
        Assert.Equal(CounterTable.All.Select(counter => counter.Name), JsonDocument.Parse(whole).RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(costs, JsonSerializer.Deserialize<Costs>(whole));
        Assert.Equal(costs, JsonSerializer.Deserialize<Costs>("{\"memoryBytes\":5}"));
    }

    [Theory]
    [InlineData("{\"gcCount\":1.5}", "costs.gcCount")]
    [InlineData("{\"gcCount\":\"1\"}", "costs.gcCount")]
    [InlineData("{\"gcCount\":{}}", "costs.gcCount")]
    [InlineData("{\"gcCount\":1e30}", "costs.gcCount")]
    [InlineData("{\"gcCount\":1,\"threads\":2,\"gcCount\":1}", "costs.gcCount")]
    [InlineData("[1]", "costs")]
    [InlineData("5", "costs")]
    public void Json_OtherThanCosts_IsRefusedByItsMember(string text, string member) =>
        Assert.StartsWith(member, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Costs>(text, _sparse)).Message, StringComparison.Ordinal);

    [Fact]
    public void Rules_EveryCounter_IsChecked() => Assert.All(CounterTable.All, counter =>
    {
        Assert.Equal($"costs.{counter.Name}", RecordRules.Of(new Measured(5, With(counter, -1)))!.Member);
        Assert.Equal($"costs.{counter.Name}", RecordRules.Of(new Measured(5, With(counter, Rule.MostAmount + 1)))!.Member);
        Assert.Null(RecordRules.Of(new Measured(5, With(counter, null))));
    });

    [Fact]
    public void With_OneCounter_LeavesTheOthersAndTheOriginal()
    {
        var changed = _full with { CpuNanoseconds = 7 };
        Assert.Equal(7, changed.CpuNanoseconds);
        Assert.Equal(100, _full.CpuNanoseconds);
        Assert.NotEqual(_full, changed);
        Assert.Equal(_full, changed with { CpuNanoseconds = 100 });
        var without = _full with { CpuNanoseconds = null };
        Assert.Null(without.CpuNanoseconds);
        Assert.NotEqual(without, without with { CpuNanoseconds = 0 });
    }

    private static Costs With(Counter changed, long? value) => Costs.Of(counter => counter == changed ? value : _full[counter]);

    [GeneratedRegex("^[a-z]+([A-Z][a-z]+)*$")]
    private static partial Regex CamelCase();
}
