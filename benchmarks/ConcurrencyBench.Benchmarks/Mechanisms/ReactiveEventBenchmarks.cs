using System.Reactive.Linq;
using System.Reactive.Subjects;

namespace ConcurrencyBench.Benchmarks.Mechanisms;

/// <summary>
/// An event pushed into a subject whose one observer adds it up on the same thread: directly, and through two operators.
/// The difference is what they cost; no scheduler takes part.
/// </summary>
[MemoryDiagnoser]
public class ReactiveEventBenchmarks
{
    private const int Events = 10_000;

    private readonly Subject<int> _direct = new();
    private readonly Subject<int> _operated = new();
    private long _sum;

    [GlobalSetup]
    public void Subscribe()
    {
        _direct.Subscribe(value => _sum += value);
        _operated.Select(value => value + 1).Where(value => value > 0).Subscribe(value => _sum += value);
    }

    [Benchmark(Description = "reactive event, subject to observer", OperationsPerInvoke = Events)]
    public long Direct() => PushAll(_direct);

    [Benchmark(Description = "reactive event, through Select and Where", OperationsPerInvoke = Events)]
    public long ThroughSelectAndWhere() => PushAll(_operated);

    private long PushAll(Subject<int> subject)
    {
        for (var value = 0; value < Events; value++)
        {
            subject.OnNext(value);
        }

        return _sum;
    }
}
