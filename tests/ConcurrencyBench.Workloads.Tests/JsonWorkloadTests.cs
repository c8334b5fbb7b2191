using System.Text.Json;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class JsonWorkloadTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(ulong.MaxValue)]
    public void Write_AnySeed_IsAboutAHundredKilobytes(ulong seed) =>
        Assert.InRange(JsonRecords.Write(seed).Length, 85_000, 115_000);

    [Fact]
    public void Rewrite_Document_AddsTheItemToEveryRecordAndKeepsTheRest()
    {
        var text = JsonRecords.Write(5);
        var gate = default(NoGate);

        var written = JsonWorkload.Rewrite(text, 17, ref gate);

        using var before = JsonDocument.Parse(text);
        using var after = JsonDocument.Parse(written);
        var old = before.RootElement.GetProperty("records").EnumerateArray().ToList();
        var changed = after.RootElement.GetProperty("records").EnumerateArray().ToList();
        Assert.Equal(400, changed.Count);
        Assert.All(old.Zip(changed), pair => Assert.Equal(Cents(pair.First) + 17, Cents(pair.Second)));
        Assert.All(old.Zip(changed), pair => Assert.Equal(Rest(pair.First), Rest(pair.Second)));
        Assert.Equal(old.Sum(Cents) + (17 * 400), after.RootElement.GetProperty("total").GetInt64());
        Assert.Equal(17, after.RootElement.GetProperty("item").GetInt32());
    }

    private static long Cents(JsonElement record) => record.GetProperty("cents").GetInt64();

    private static IEnumerable<string> Rest(JsonElement record) =>
        record.EnumerateObject().Where(property => property.Name != "cents").Select(property => property.ToString()).Order();
}
