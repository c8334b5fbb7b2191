using System.Text.Json;
using System.Text.Json.Nodes;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// Parses a document of about 100 kB into a tree, changes every record and writes it again, allocating as usual code
/// does. Between processes the document crosses, and the new one comes back. The document and its copy are large enough for the large-object heap, so threads meet in the garbage collector.
/// </summary>
public sealed class JsonWorkload : ItemWorkload, IHasPayloads
{
    private const int DocumentCount = 8;

    private byte[][] _documents = [];

    /// <inheritdoc/>
    public override string Id => "json";

    /// <inheritdoc/>
    public override string Description => "parses a JSON document of about 100 kB, changes every record and writes it again";

    /// <inheritdoc/>
    public override WorkloadKind Kind => WorkloadKind.Cpu;

    /// <inheritdoc/>
    public override int Items(int concurrency) => 80 * CpuWorkScale.Of(concurrency);

    /// <inheritdoc/>
    protected override Task OpenAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        _documents = [.. Enumerable.Range(0, DocumentCount).Select(number => JsonRecords.Write(Digest.Of(setup.Seed, (ulong)number)))];
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate) =>
        Digest.Of(Rewrite(_documents[item % DocumentCount], item, ref gate));

    /// <inheritdoc/>
    public ReadOnlySpan<byte> InputOf(int item) => _documents[item % DocumentCount];

    /// <inheritdoc/>
    public byte[] Run(int item, ReadOnlySpan<byte> input)
    {
        var gate = default(NoGate);
        return Rewrite(input, item, ref gate);
    }

    /// <inheritdoc/>
    public ulong DigestOf(ReadOnlySpan<byte> output) => Digest.Of(output);

    /// <summary>Parses, changes and writes a document as an item does.</summary>
    internal static byte[] Rewrite<TGate>(ReadOnlySpan<byte> text, int item, ref TGate gate)
        where TGate : struct, IGate
    {
        // Parsing and writing have no checkpoint inside: CPython's json.loads and json.dumps are one C call each,
        // which keeps the lock from start to end.
        var document = JsonNode.Parse(text)!;
        gate.Checkpoint();
        Change(document, item, ref gate);
        return JsonSerializer.SerializeToUtf8Bytes(document);
    }

    /// <summary>Touches every record, so that the tree is really built: the parser makes nodes when they are first read.</summary>
    private static void Change<TGate>(JsonNode document, int item, ref TGate gate)
        where TGate : struct, IGate
    {
        var total = 0L;
        foreach (var record in document["records"]!.AsArray())
        {
            var cents = record!["cents"]!.GetValue<long>() + item;
            record["cents"] = cents;
            total += cents;
            gate.Checkpoint();
        }

        document["item"] = item;
        document["total"] = total;
    }
}
