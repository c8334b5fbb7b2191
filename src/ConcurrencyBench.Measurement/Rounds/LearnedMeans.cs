namespace ConcurrencyBench.Measurement.Rounds;

/// <summary>Means by key, learned from what was seen. What was not seen is expected to be as the others of its workload, or else as all.</summary>
/// <param name="usual">What is expected before anything was seen.</param>
internal sealed class LearnedMeans<TKey>(double usual)
    where TKey : notnull
{
    private readonly Dictionary<TKey, Mean> _own = [];
    private readonly Dictionary<string, Mean> _ofWorkloads = [];
    private Mean _ofAll;

    public void Add(string workload, TKey key, double value)
    {
        _own[key] = _own.GetValueOrDefault(key).With(value);
        _ofWorkloads[workload] = _ofWorkloads.GetValueOrDefault(workload).With(value);
        _ofAll = _ofAll.With(value);
    }

    public double Of(string workload, TKey key) =>
        _own.GetValueOrDefault(key).Value ?? _ofWorkloads.GetValueOrDefault(workload).Value ?? _ofAll.Value ?? usual;

    private readonly record struct Mean(double Sum, int Count)
    {
        public double? Value => Count == 0 ? null : Sum / Count;

        public Mean With(double value) => new(Sum + value, Count + 1);
    }
}
