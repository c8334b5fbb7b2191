using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Reporting.Tests.Samples;

/// <summary>The catalogue's words, as the first models and workloads have them.</summary>
internal static class SampleCatalog
{
    public static readonly IReadOnlyList<Model> Models =
    [
        Of("sequential", 0, "(baseline)", "one item after the other", "the yardstick", ""),
        Of("threads", 1, "Threading", "OS threads in one process, one memory", "I/O, background work", "a GIL lets one thread compute at a time"),
        Of("gil-threads", 2, "Threading", "the same threads under an emulated GIL", "I/O, background work", "a GIL lets one thread compute at a time"),
        Of("processes", 3, "Multiprocessing", "processes with memory of their own", "CPU-bound, parallel algorithms", "more memory, slower communication"),
        Of("async", 5, "Asyncio", "async/await on the thread pool", "thousands of connections", "cooperative; not for CPU-bound work"),
        Of("dataflow", 15, "TPL Dataflow", "a graph of blocks", "pipelines with bounded parallelism", "cost per message"),
    ];

    public static readonly IReadOnlyList<Workload> Workloads =
    [
        new FakeMainWorkload("primes", WorkloadKind.Cpu, "counts primes in a range by trial division, about 1 ms", cores => cores),
        new FakeWorkload("sha256", WorkloadKind.Cpu, "hashes 1 MiB in native code"),
        new FakeWorkload("json", WorkloadKind.Cpu, "parses and re-writes a document of about 100 kB"),
        new FakeWorkload("timer", WorkloadKind.Io, "waits 10 ms", waits: true),
        new FakeWorkload("tcp", WorkloadKind.Io, "one request and reply to a server that answers after 10 ms", waits: true),
        new FakeMainWorkload("http", WorkloadKind.Io, "GET to a server that answers after 10 ms", _ => 16, waits: true),
        new FakeWorkload("files", WorkloadKind.Io, "reads one of 2,000 small files"),
    ];

    private static FakeModel Of(string id, int row, string mechanism, string whatItIs, string goodFor, string fallsShort) =>
        new(id, new ModelDescription(row, mechanism, whatItIs, goodFor, fallsShort));
}
