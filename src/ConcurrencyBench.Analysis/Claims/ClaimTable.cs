using ConcurrencyBench.Analysis.Metrics;
using static ConcurrencyBench.Analysis.Claims.Requirement;
using static ConcurrencyBench.Analysis.Judging.Threshold;

namespace ConcurrencyBench.Analysis.Claims;

/// <summary>
/// Every claim there is, in the order of the comparison table. Models, workloads and phases are named by their ids; a test looks each of them up
/// in the catalogue.
/// </summary>
internal static class ClaimTable
{
    /// <summary>A requirement of as much in flight as there are cores.</summary>
    private static int? Cores => null;

    private static readonly Metric Pings = Metric.MedianOf("pings");

    // Both sides are parts of one operation. Rejected: dividing by the p99 of timer, which is measured in other launches at another time, and where
    // an item's latency would count from when the model started it.
    private static readonly Metric Blocked = Metric.P99Of("blocked").Over(Metric.P99Of("quiet"));

    private static readonly Metric TimeOfAnEvent = Metric.TimeOf("1x1", "1 × 1");

    public static IReadOnlyList<Claim> All { get; } =
    [
        new(
            "threads.io", "gil-threads",
            "Threads speed up waiting for I/O {0:times} with {0:flight} requests in flight, even under a global interpreter lock.",
            SpeedUp("gil-threads", "http", 16, AtLeast(8))),
        new(
            "threads.gil", "gil-threads",
            "Under a global interpreter lock, threads speed up computation by {0:more}; without it the same threads put {1:share} of the cores to work.",
            SpeedUp("gil-threads", "primes", Cores, AtMost(1.1)),
            SpeedUp("threads", "primes", Cores, AtLeastPerCore(0.7))),
        new(
            "threads.native", "gil-threads",
            "Native code that releases the global interpreter lock puts {0:share} of the cores to work.",
            SpeedUp("gil-threads", "sha256", Cores, AtLeastPerCore(0.7))),

        // A thread that comes back from a call waits until the one that computes is asked for the lock. That the delay falls with the interval
        // shows that it is the lock's and not the machine's. Two in flight: one that waits for its datagrams, one that computes.
        new(
            "threads.convoy", "gil-threads",
            "Under a GIL one thread that computes delays round trips of another by {0:part} of a switch interval; with a fifth of the interval they take {1:part} as long, and without a GIL {2:part} of an interval.",
            InSwitchIntervals(Pings, "gil-threads", "convoy", 2, AtLeast(0.5)),
            Ratio(Pings, "gil-threads-short", "gil-threads", "convoy", 2, AtMost(0.5)),
            InSwitchIntervals(Pings, "threads", "convoy", 2, AtMost(0.1))),

        new(
            "processes.cpu", "processes",
            "Worker processes put {0:share} of the cores to work on computation.",
            SpeedUp("processes", "primes", Cores, AtLeastPerCore(0.7))),

        // A tree counts as if it were alone: its private pages, and once what its processes share. Rejected: summed RSS, which counts shared
        // pages once a process; PSS, which divides the runtime's pages among all workers of a run, and so changes with the number of models.
        new(
            "processes.memory", "processes",
            "Worker processes take {0:times} the memory of the same number of threads.",
            Ratio(Metric.Memory, "processes", "threads", "primes", Cores, AtLeast(1.5))),

        // Threads pass a reference where processes copy. Real Python contradicts it at the smallest size, where a thread waits for its lock.
        new(
            "processes.ipc", "processes",
            "Processes communicate more slowly than threads: a round trip takes {0:longer} with short messages, {1:longer} with medium ones and {2:longer} with large ones.",
            Ratio(Metric.TimeOf("64b", "64 B"), "processes", "threads", "ping-pong", 2, Above(1)),
            Ratio(Metric.TimeOf("4kib", "4 KiB"), "processes", "threads", "ping-pong", 2, Above(1)),
            Ratio(Metric.TimeOf("1mib", "1 MiB"), "processes", "threads", "ping-pong", 2, Above(1))),

        // That all requests were answered shows in that there is a figure at all: an operation with an error has none. 1 ms is a tenth of
        // the 10 ms that each answer takes, which no model reaches without overlapping them.
        new(
            "asyncio.io", "event-loop",
            "An event loop carries thousands of connections: {0:flight} requests in flight are all answered, in {0:value} of wall time a request, and with {1:flight} it reaches {1:of} throughput of threads.",
            Absolute(Metric.Time, "event-loop", "tcp", 10_000, AtMost(1e6)),
            Ratio(Metric.Throughput, "event-loop", "threads", "tcp", 1000, AtLeast(1))),
        new(
            "asyncio.cpu", "event-loop",
            "An event loop does not speed up computation: it reaches {0:more} more than a plain loop.",
            SpeedUp("event-loop", "primes", Cores, AtMost(1.1))),

        // The original table has no such row, as Python has no such model: it is held against the bound of the threads.
        new(
            "async.io", "async",
            "Async methods on the thread pool speed up waiting for I/O {0:times}, with {0:flight} requests in flight.",
            SpeedUp("async", "http", 16, AtLeast(8))),

        // Rejected: ten times as many, of which the system takes a quarter of a minute to start the threads, for the same verdict.
        new(
            "coroutines.light", "coroutines",
            "Coroutines are far lighter than threads: of {0:flight} that wait, each holds {0:part} of the memory and takes {1:part} of the time to start.",
            Ratio(Metric.BytesOf("start"), "coroutines", "threads", "pending", 1000, AtMost(0.1)),
            Ratio(Metric.TimeOf("start"), "coroutines", "threads", "pending", 1000, AtMost(0.1))),
        new(
            "coroutines.blocking", "coroutines",
            "One blocking call stops every coroutine: the slowest of the others take {0:times} as long, those of threads {1:times} as long.",
            Absolute(Blocked, "coroutines", "blockers", 64, AtLeast(4)),
            Absolute(Blocked, "threads", "blockers", 64, AtMost(2))),

        // Held against the event loop, which runs on the same sockets.
        new(
            "reactor.io", "reactor",
            "Callbacks serve {0:flight} connections as well as an event loop does: {0:share} of its throughput over HTTP, and {1:share} over TCP.",
            Ratio(Metric.Throughput, "reactor", "event-loop", "http", 1000, AtLeast(0.8)),
            Ratio(Metric.Throughput, "reactor", "event-loop", "tcp", 1000, AtLeast(0.8))),

        // The fitted slope over all three shapes is judged too, so that it is shown.
        new(
            "reactor.complexity", "reactor",
            "With callbacks the cost of an event grows: it takes {0:longer} with many sources and handlers than with one of each, and {1:longer} for each tenfold of them.",
            Absolute(Metric.TimeOf("1000x16", "1,000 × 16").Over(TimeOfAnEvent), "reactor", "stream", Cores, Above(1)),
            Absolute(Metric.GrowthPerTenfold("sources × handlers", "1x1", "32x4", "1000x16"), "reactor", "stream", Cores, Above(1))),

        // A round trip of short messages is two switches, and little else.
        new(
            "green.light", "green-threads",
            "Switching green threads takes {0:part} as long as switching OS threads, in round trips of short messages.",
            Ratio(Metric.TimeOf("64b", "64 B"), "green-threads", "threads", "ping-pong", 2, AtMost(0.5))),
        new(
            "green.cpu", "green-threads",
            "Green threads do not compute in parallel: they reach {0:more} more than a plain loop.",
            SpeedUp("green-threads", "primes", Cores, AtMost(1.1))),
        new(
            "futures.both", "futures-threads",
            "Futures serve both kinds of work behind one interface: over threads waiting for I/O is sped up {0:times} with {0:flight} requests in flight, and over processes computation gets {1:share} of the cores.",
            SpeedUp("futures-threads", "http", 16, AtLeast(8)),
            SpeedUp("futures-processes", "primes", Cores, AtLeastPerCore(0.7))),
        new(
            "futures.gil", "gil-futures",
            "Under a global interpreter lock, futures over threads speed up computation by {0:more}.",
            SpeedUp("gil-futures", "primes", Cores, AtMost(1.1))),

        // Every chunk of work is a call.
        new(
            "distributed.scale", "distributed",
            "A cluster with a silo for each core puts {0:share} of the cores to work on computation.",
            SpeedUp("distributed", "primes", Cores, AtLeastPerCore(0.6))),

        // What it costs to hand out an item is that of the 300,000 of empty; fewer make it dearer. Rejected: start-up alone, which is nothing at
        // all for threads; and the smallest task that is worth its while (METG, Slaughter et al., "Task Bench", SC20). Items are handed out in
        // chunks, so that a cluster's depends on how many there are.
        new(
            "distributed.cost", "distributed",
            "A cluster needs infrastructure: beside threads it takes {0:times} as long to the first answers, {1:times} the memory, and {2:times} as long to hand out an item.",
            Ratio(Metric.FirstAnswers, "distributed", "threads", "primes", Cores, AtLeast(10)),
            Ratio(Metric.Memory, "distributed", "threads", "primes", Cores, AtLeast(10)),
            Ratio(Metric.Time, "distributed", "threads", "empty", Cores, AtLeast(10))),

        // Judged by the heap at the moment at which the last event has left its source. An event that waits takes 16 bytes and more, so that less
        // than one for each says that hardly any waits.
        new(
            "reactive.stream", "reactive",
            "Operators carry a million events, each once and in order, and hold {0:value} for each on the way.",
            Absolute(Metric.BytesOf("1x1", "1 × 1"), "reactive", "stream", Cores, AtMost(1))),

        // An event is pushed from operator to operator on one thread, while a channel hands it to another thread: that is how each is used.
        new(
            "reactive.cost", "reactive",
            "Beside a channel, an event takes {0:longer} through operators.",
            Ratio(TimeOfAnEvent, "reactive", "channels", "stream", Cores, Above(1))),

        // Neither the runtime's way of putting frames aside nor the hub's may cost what one would notice.
        new(
            "hub.io", "hub",
            "Green threads over a hub serve {0:flight} connections as fast as an event loop does: they reach {0:share} and {1:share} of its throughput.",
            Ratio(Metric.Throughput, "hub", "event-loop", "http", 1000, AtLeast(0.8)),
            Ratio(Metric.Throughput, "hub", "event-loop", "http", 1000, AtMost(1.25))),
        new(
            "hub.patching", "hub",
            "A blocking call that is not routed to the hub blocks all items: the slowest of the others take {0:times} as long, and {1:times} as long where it is.",
            Absolute(Blocked, "hub-unpatched", "blockers", 64, AtLeast(4)),
            Absolute(Blocked, "hub", "blockers", 64, AtMost(2))),
        new(
            "dataflow.both", "dataflow",
            "Dataflow blocks serve both kinds of work: computation gets {0:share} of the cores, and waiting for I/O is sped up {1:times} with {1:flight} requests in flight.",
            SpeedUp("dataflow", "primes", Cores, AtLeastPerCore(0.7)),
            SpeedUp("dataflow", "http", 16, AtLeast(8))),

        // Items that do nothing, against a plain loop and against a channel with as many readers.
        new(
            "dataflow.cost", "dataflow",
            "A message to a block has a price: items that do nothing reach {0:of} throughput of a plain loop, and beside a channel each takes {1:longer}.",
            SpeedUp("dataflow", "empty", Cores, AtMost(1)),
            Ratio(Metric.Time, "dataflow", "channels", "empty", Cores, Above(1))),
    ];
}
