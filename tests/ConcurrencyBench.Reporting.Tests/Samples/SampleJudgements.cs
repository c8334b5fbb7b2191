using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Reporting.Tests.Samples;

/// <summary>Claims with every verdict, with one figure and with two, and one about a model that was not run.</summary>
internal static class SampleJudgements
{
    public static readonly IReadOnlyList<Judgement> All =
    [
        Of("threads.io", "gil-threads", "threads speed up I/O, even under a GIL", Verdict.Supported, Ratio("S(gil-threads, http, 16)", "≥ 8", 13.8)),
        Of("threads.gil", "gil-threads", "a GIL stops threads from speeding up computation", Verdict.Supported,
            Ratio("S(gil-threads, primes, 2)", "≤ 1.1", 0.96), Ratio("S(threads, primes, 2)", "≥ 1.4", 1.94)),
        Of("threads.native", "gil-threads", "native code that releases the lock does scale", Verdict.Supported, Ratio("S(gil-threads, sha256, 2)", "≥ 1.4", 1.94)),
        new Judgement
        {
            ClaimId = "threads.convoy",
            ModelId = "gil-threads",
            Sentence = "one computing thread delays every I/O of the others by about a switch interval",
            Rule = "median latency of convoy ≥ 0.5 × switch interval",
            Verdict = Verdict.NotMeasured,
            Reason = "the workload convoy is not in this version",
        },
        Of("processes.cpu", "processes", "processes use all cores", Verdict.Supported, Ratio("S(processes, primes, 2)", "≥ 1.4", 1.94)),
        Of("processes.memory", "processes", "they cost more memory than threads", Verdict.Inconclusive, Ratio("PSS(processes) ÷ PSS(threads), primes, 2", "≥ 1.5", 1.51)),
        Of("dataflow.both", "dataflow", "blocks serve both kinds", Verdict.Supported,
            Ratio("S(dataflow, primes, 2)", "≥ 1.4", 1.91), Ratio("S(dataflow, http, 16)", "≥ 8", 15.2)),
        Of("dataflow.cost", "dataflow", "a message has a price", Verdict.Contradicted,
            new Evidence("time: dataflow/empty/2", "time per empty item, dataflow", "≤ 200 ns", "ns", new Figure(1_234, new Interval(1_180, 1_290), []), Verdict.Contradicted)),
        new Judgement
        {
            ClaimId = "asyncio.cpu",
            ModelId = "event-loop",
            Sentence = "it does nothing for computation",
            Rule = "S(event-loop, primes, cores) ≤ 1.1",
            Verdict = Verdict.NotMeasured,
            Reason = "the model event-loop was not run",
        },
    ];

    private static Judgement Of(string id, string model, string sentence, Verdict verdict, params Evidence[] evidence) => new()
    {
        ClaimId = id,
        ModelId = model,
        Sentence = sentence,
        Rule = string.Join(" and ", evidence.Select(item => $"{item.Name} {item.Rule}")),
        Verdict = verdict,
        Evidence = evidence,
    };

    private static Evidence Ratio(string name, string rule, double value) =>
        new(name, name, rule, "×", new Figure(value, new Interval(value * 0.97, value * 1.034), []), Verdict.Supported);
}
