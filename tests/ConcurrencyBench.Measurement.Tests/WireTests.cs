using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Protocol;
using ConcurrencyBench.Measurement.Workers;

namespace ConcurrencyBench.Measurement.Tests;

/// <summary>The worker's own end of the wire, piece by piece.</summary>
public sealed class WireTests
{
    [Fact]
    public void LineReader_LinesArriveInPieces_GivesEachWhole()
    {
        var longLine = new string('x', 10_000);
        var text = Encoding.UTF8.GetBytes($"one\n\n{longLine}\nünd\nlast");
        foreach (var piece in (int[])[1, 3, 4096, text.Length])
        {
            using var input = new Pieces(text, piece);
            var reader = new LineReader(input);
            var lines = new List<string>();
            while (reader.Read() is { } line)
            {
                lines.Add(Encoding.UTF8.GetString(line));
            }

            Assert.Equal(["one", string.Empty, longLine, "ünd", "last"], lines);
            Assert.Null(reader.Read());
        }
    }

    [Fact]
    public void LineReader_StreamIsEmpty_GivesNothing() => Assert.Null(new LineReader(Stream.Null).Read());

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"measure","params":[3]}""", "7", "[3]")]
    [InlineData("""{ "params" : [ { "id": 1, "method": "no", "params": [] } ] , "method" : "measure" , "id" : "a\"b" }""", "\"a\\\"b\"", "[ { \"id\": 1, \"method\": \"no\", \"params\": [] } ]")]
    [InlineData("""{"method":"measure","more":{"id":2},"id":null}""", "null", "")]
    public void WireRequest_OrderAndSpacesAsOneLikes_TakesItApart(string line, string id, string arguments)
    {
        var request = JsonRpcRequest.Parse(Encoding.UTF8.GetBytes(line))!;
        Assert.Equal("measure", request.Method);
        Assert.Equal(id, Encoding.UTF8.GetString(request.Id.Span));
        Assert.Equal(arguments, Encoding.UTF8.GetString(request.Arguments.Span));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("[1,2]")]
    [InlineData("[{\"id\":1,\"method\":\"measure\"}]")]
    [InlineData("\"text\"")]
    [InlineData("{\"id\":1,\"method\":5}")]
    [InlineData("{\"method\":\"measure\"}")]
    public void WireRequest_JsonThatIsNoRequest_GivesNothing(string line) => Assert.Null(JsonRpcRequest.Parse(Encoding.UTF8.GetBytes(line)));

    [Theory]
    [InlineData("")]
    [InlineData("{\"id\":1,\"method\":\"measure\"")]
    [InlineData("{\"id\":1,\"method\":\"measure\"} 5")]
    [InlineData("[1,2")]
    public void WireRequest_NoJson_Throws(string line) => Assert.ThrowsAny<JsonException>(() => JsonRpcRequest.Parse(Encoding.UTF8.GetBytes(line)));

    [Theory]
    [InlineData("[1,2]")]
    [InlineData("[[1]]")]
    [InlineData("[1.5]")]
    [InlineData("[-1]")]
    [InlineData("[\"1\"]")]
    [InlineData("{\"count\":1}")]
    public void Count_OtherThanANumberFromOne_Throws(string arguments) =>
        Assert.ThrowsAny<JsonException>(() => new JsonRpcRequest(default, "measure", Encoding.UTF8.GetBytes(arguments)).Count());

    [Fact]
    public void Cell_WhatTheClientAsksFor_ArrivesWhole()
    {
        // No value is its default: one that was forgotten would be.
        var request = new PrepareRequest("threads", "http", 16, ulong.MaxValue, "127.0.0.1:80", new ModelSettings { SwitchIntervalMilliseconds = 0.25, Cluster = "redis://there:6379" }, 100) { ExtraWorkPercent = 5 };
        Assert.Equal(2, typeof(ModelSettings).GetProperties(BindingFlags.Public | BindingFlags.Instance).Length);
        Assert.Equal(request, Cell(JsonSerializer.Serialize(request, JsonSerializerOptions.Web)));

        var withoutFixture = request with { FixtureAddress = null, Settings = ModelSettings.Default, ExtraWorkPercent = null };
        Assert.DoesNotContain("extraWork", JsonSerializer.Serialize(withoutFixture, JsonSerializerOptions.Web), StringComparison.Ordinal);
        Assert.Equal(withoutFixture, Cell(JsonSerializer.Serialize(withoutFixture, JsonSerializerOptions.Web)));
    }

    [Fact]
    public void Cell_WithParameters_HasThemAll()
    {
        var request = new PrepareRequest("threads", "http", 16, 1, null, ModelSettings.Default, 100) { Parameters = new Dictionary<string, double> { ["delay"] = 0, ["size"] = 1.5 } };

        Assert.Equal(Parameters.Of(16).With("delay", 0).With("size", 1.5), Cell(JsonSerializer.Serialize(request, JsonSerializerOptions.Web)).All());
        Assert.DoesNotContain("parameters", JsonSerializer.Serialize(request with { Parameters = null }, JsonSerializerOptions.Web), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("""{"model":1,"workload":"http","concurrency":2,"seed":"7","fixtureAddress":null,"settings":{"switchIntervalMilliseconds":5},"warmUpMilliseconds":200}""")]
    [InlineData("""{"model":"threads","workload":"http","concurrency":2,"seed":"7","fixtureAddress":null,"settings":{"switchIntervalMilliseconds":5},"warmUpMilliseconds":200,"extraWorkPercent":"5"}""")]
    [InlineData("""{"model":"threads","workload":"http","concurrency":2,"seed":"-7","fixtureAddress":null,"settings":{"switchIntervalMilliseconds":5},"warmUpMilliseconds":200}""")]
    public void Cell_OtherThanACell_Throws(string argument) => Assert.ThrowsAny<JsonException>(() => Cell(argument));

    [Fact]
    public void AnswerJson_WhatAWorkerMeasures_ArrivesWhole()
    {
        // Every cost that the worker's meter reports has a place on the wire: one that was forgotten would be null.
        var meter = new CostMeter();
        meter.BeforeIteration();
        meter.BeforeOperation();
        meter.AfterOperation();
        var costs = meter.AfterIteration();
        Measured[] measured = [new(12_345, costs), new(1, new Costs())];

        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
        {
            ResponseWriter.Write(writer, measured);
        }

        Assert.Equal(measured, JsonSerializer.Deserialize<Measured[]>(output.WrittenSpan, JsonSerializerOptions.Web));
    }

    [Fact]
    public void AnswerJson_PhasesOfAnOperation_ArriveWhole()
    {
        Phase[] phases =
        [
            new("1000x16", 50_000, 1234.5) { Label = "1,000 × 16", Size = 16_000, Repeats = 13, BytesPerItem = 0.25, Latency = new Latency(7, 1.5, 2, 3, 4.25, 5) { Mean = 1.75 } },
            new("64b", 3, 7),
        ];

        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
        {
            ResponseWriter.Write(writer, (Measured[])[new(12_345, new Costs()) { Phases = phases }]);
        }

        Assert.Equal(phases, JsonSerializer.Deserialize<Measured[]>(output.WrittenSpan, JsonSerializerOptions.Web)![0].Phases);
    }

    private static PrepareRequest Cell(string argument) => new JsonRpcRequest(default, "prepare", Encoding.UTF8.GetBytes($"[{argument}]")).Cell();

    /// <summary>A stream that gives a few bytes at a time, as a pipe may.</summary>
    private sealed class Pieces(byte[] text, int most) : MemoryStream(text)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, most));
    }
}
