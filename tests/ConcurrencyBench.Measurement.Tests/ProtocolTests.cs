using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Launching;
using ConcurrencyBench.Measurement.Protocol;
using ConcurrencyBench.Measurement.Workers;
using ConcurrencyBench.Models;
using ConcurrencyBench.Processes;
using ConcurrencyBench.Workloads;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace ConcurrencyBench.Measurement.Tests;

/// <summary>The wire format, to the letter: what the transcript says is sent and answered, by our worker and by our client.</summary>
public sealed class ProtocolTests
{
    private static readonly Catalog _catalog = new(typeof(PrimesWorkload).Assembly, typeof(SequentialModel).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static IReadOnlyList<JsonElement> Transcript =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Transcripts", "dotnet-worker.jsonl")).Select(line => JsonElement.Parse(line))];

    [Fact(Timeout = 60_000)]
    public async Task Worker_ReplaysTheTranscript()
    {
        using var worker = new WireWorker(_catalog);
        foreach (var step in Transcript)
        {
            var answer = await worker.AskAsync(step.GetProperty("send").GetRawText());
            JsonPattern.AssertMatches(step.GetProperty("expect"), answer, step.GetProperty("why").GetString()!);
        }

        Assert.False(worker.HasEnded);
        await worker.EndAsync();
        Assert.Contains("measure came before prepare", worker.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void Client_BytesOfAnAnswerAreWrittenOver_TheAnswerStays()
    {
        using var formatter = new LineFormatter();
        ((IJsonRpcMessageFormatter)formatter).Serialize(new ArrayBufferWriter<byte>(), new StreamJsonRpc.Protocol.JsonRpcRequest { RequestId = new RequestId(1), Method = "measure" });
        var bytes = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[{\"nanoseconds\":123456,\"costs\":{}}]}"u8.ToArray();
        var answer = Assert.IsType<JsonRpcResult>(((IJsonRpcMessageFormatter)formatter).Deserialize(new ReadOnlySequence<byte>(bytes)), exactMatch: false);
        Array.Fill(bytes, (byte)'7');

        Assert.Equal(123456, Assert.Single(answer.GetResult<IReadOnlyList<Measured>>()).Nanoseconds);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("timer", 2)]
    [InlineData("primes", 2)]
    [InlineData("stream", 2)]
    [InlineData("ping-pong", 2)]
    public async Task Worker_Measures_WithTheDigestThatTheFixtureComputes(string workload, int concurrency)
    {
        using var worker = new WireWorker(_catalog);
        await worker.AskAsync(
            $$"""{"jsonrpc":"2.0","id":1,"method":"prepare","params":[{"model":"threads","workload":"{{workload}}","concurrency":{{concurrency}},"seed":"7","fixtureAddress":null,"settings":{"switchIntervalMilliseconds":5},"warmUpMilliseconds":0}]}""");
        var measured = await worker.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"measure","params":[1]}""");
        await worker.EndAsync();

        var lines = ExpectedOperations.Of(_catalog.CreateWorkload(workload), new WorkloadSetup(7, 1, null), [Parameters.Of(concurrency + 2), Parameters.Of(concurrency)]);
        var expected = lines.Select(line => line.Split(' ')).Single(line => line[0] == $"{concurrency}");
        Assert.Equal(expected[2], measured.GetProperty("result")[0].GetProperty("digest").GetString());
        Assert.True(measured.GetProperty("result")[0].GetProperty("nanoseconds").GetDouble() >= double.Parse(expected[3], CultureInfo.InvariantCulture));
    }

    /// <summary>A call to another process takes a thousand times as long, so there are fewer.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData("threads", 100_000)]
    [InlineData("processes", 2_000)]
    public async Task Worker_MeasuresCalls_WithTheNumberAndDigestThatTheFixtureComputesForItsKind(string model, int items)
    {
        using var worker = new WireWorker(_catalog);
        var prepared = await worker.AskAsync(
            $$"""{"jsonrpc":"2.0","id":1,"method":"prepare","params":[{"model":"{{model}}","workload":"calls","concurrency":2,"seed":"7","fixtureAddress":null,"settings":{"switchIntervalMilliseconds":5},"warmUpMilliseconds":0}]}""");
        var measured = await worker.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"measure","params":[1]}""");
        await worker.EndAsync();

        var line = ExpectedOperations.Of(_catalog.CreateWorkload("calls"), new WorkloadSetup(7, 1, null), [Parameters.Of(1), Parameters.Of(2)]).Select(line => line.Split(' ')).Single(line => line[0] == "2");
        var expected = CellExpectation.Parse(line.AsSpan(1));
        expected = model == "processes" ? expected.Elsewhere! : expected;
        Assert.Equal(items, expected.Items);
        Assert.Equal(items, prepared.GetProperty("result").GetProperty("items").GetInt32());
        Assert.Equal(expected.Digest, measured.GetProperty("result")[0].GetProperty("digest").GetString());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("threads", "primes", 5, null)]
    [InlineData("processes", "primes", 5, "own process")]
    [InlineData("threads", "ping-pong", 5, "items are run by themselves")]
    [InlineData("threads", "primes", 0, "1 to 100 %")]
    public async Task Worker_ExtraWork_IsAddedToItemsOfItsOwnOrRefused(string model, string workload, int percent, string? refusal)
    {
        using var worker = new WireWorker(_catalog);
        var answer = await worker.AskAsync(
            $$"""{"jsonrpc":"2.0","id":1,"method":"prepare","params":[{"model":"{{model}}","workload":"{{workload}}","concurrency":2,"seed":"7","fixtureAddress":null,"settings":{"switchIntervalMilliseconds":5},"warmUpMilliseconds":0,"extraWorkPercent":{{percent}}}]}""");
        await worker.EndAsync();
        Assert.Equal(refusal is null, answer.TryGetProperty("result", out _));
        Assert.Contains(refusal ?? "items", answer.GetRawText().Replace("\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void OperationDigest_AnItemIsMissingTwiceOrElsewhere_IsAnother()
    {
        ulong[][] operations = [[3, 5, 7], [3, 5, 0], [0, 5, 7], [3, 10, 7], [5, 3, 7], [3, 5], [3, 5, 8]];
        Assert.Distinct(operations.Select(items => items.Aggregate(0UL, Digest.Append)));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("hello")]
    [InlineData("{\"jsonrpc\":\"2.0\",")]
    public async Task Worker_LineIsNoJson_SaysSoAndGoesOn(string line)
    {
        using var worker = new WireWorker(_catalog);
        var answer = await worker.AskAsync(line);
        Assert.Equal(-32700, answer.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("id").ValueKind);
        Assert.True((await worker.AskAsync(Transcript[0].GetProperty("send").GetRawText())).TryGetProperty("result", out _));
        await worker.EndAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task Worker_Describes_EveryModelAndWorkload()
    {
        using var worker = new WireWorker(_catalog);
        var result = (await worker.AskAsync(Transcript[0].GetProperty("send").GetRawText())).GetProperty("result");
        Assert.Equal(_catalog.Models.Select(model => model.Id), result.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("id").GetString()));
        Assert.Equal(_catalog.Workloads.Select(workload => workload.Id), result.GetProperty("workloads").EnumerateArray().Select(id => id.GetString()));
        await worker.EndAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task Worker_InputClosesBeforeAnyRequest_Ends()
    {
        using var worker = new WireWorker(_catalog);
        await worker.EndAsync();
        Assert.Empty(worker.Log);
    }

    [Fact(Timeout = 60_000)]
    public async Task Client_SendsWhatTheTranscriptSays()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the worker is a shell script");
        var sent = Path.GetTempFileName();
        await using (var client = new WorkerClient(ChildProcess.Start(new ProcessStartInfo("/bin/sh", ["-c", RecordingWorker, "sh", sent])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })))
        {
            await client.DescribeAsync(ModelSettings.Default, Token);
            await client.PrepareAsync(new PrepareRequest("threads", "timer", 2, ulong.MaxValue, null, ModelSettings.Default, 200), new CellExpectation(1, "00000000000000ff", 0), Token);
            await client.MeasureAsync(1, Token);
        }

        // Ids are the client's own; disposal asks for the shutdown.
        Assert.Equal(
            Requests("describe", "prepare", "measure", "shutdown"),
            (await File.ReadAllLinesAsync(sent, Token)).Select(WithoutId));
        File.Delete(sent);
    }

    /// <summary>Keeps every request and answers it as a worker would.</summary>
    private const string RecordingWorker =
        """
        while read -r request; do
          printf '%s\n' "$request" >> "$1"
          id=$(printf '%s' "$request" | sed 's/.*"id":\([0-9]*\).*/\1/')
          case "$request" in
            *'"describe"'*) result='{"protocolVersion":3,"runtime":"sh","runtimeVersion":"1","models":[],"workloads":[]}' ;;
            *'"prepare"'*) result='{"items":1,"startUpNanoseconds":1,"warmUpNanoseconds":[1]}' ;;
            *'"measure"'*) result='[{"nanoseconds":1,"digest":"00000000000000ff","costs":{}}]' ;;
            *) result=null ;;
          esac
          printf '{"jsonrpc":"2.0","id":%s,"result":%s}\n' "$id" "$result"
        done
        """;

    /// <summary>The transcript's requests that were answered with a result, the first of each method.</summary>
    private static IEnumerable<string> Requests(params IEnumerable<string> methods) => methods.Select(method => WithoutId(
        Transcript.First(step => step.GetProperty("send").TryGetProperty("method", out var name) && name.GetString() == method && step.GetProperty("expect").TryGetProperty("result", out _))
            .GetProperty("send").GetRawText()));

    private static string WithoutId(string request)
    {
        var message = JsonNode.Parse(request)!.AsObject();
        message.Remove("id");
        return new JsonObject(message.OrderBy(property => property.Key, StringComparer.Ordinal)
            .Select(property => KeyValuePair.Create(property.Key, property.Value?.DeepClone()))).ToJsonString();
    }
}
