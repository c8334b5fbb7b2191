namespace ConcurrencyBench.Abstractions.Engine;

/// <summary>
/// A workload some of whose items run twice, spread evenly by number, the second time without use: so much more work of the same
/// kind, of which a model knows nothing. What is measured with it has a known difference.
/// </summary>
internal sealed class ExtraWork : ItemWorkload
{
    private readonly ItemWorkload _workload;
    private readonly bool[] _isTwice;

    /// <summary>Adds to a workload.</summary>
    /// <param name="workload">Set up by others; not owned.</param>
    /// <param name="items">How many items an operation has.</param>
    /// <param name="percent">How many of a hundred items run twice; of few items one does.</param>
    public ExtraWork(ItemWorkload workload, int items, int percent)
    {
        long extra = Operation.ExtraItems(items, percent);
        _workload = workload;

        // In the middle of each stretch: one at the end of the operation would run when other threads have no more to do.
        _isTwice = [.. Enumerable.Range(0, items).Select(item => ((2 * (item + 1) * extra) + items) / (2 * items) > ((2 * item * extra) + items) / (2 * items))];
    }

    public override string Id => _workload.Id;

    public override string Description => _workload.Description;

    public override WorkloadKind Kind => _workload.Kind;

    public override int Items(int concurrency) => _workload.Items(concurrency);

    public override ulong Expected(int item) => _workload.Expected(item);

    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        if (_isTwice[item])
        {
            _workload.Execute(item, ref gate);
        }

        return _workload.Execute(item, ref gate);
    }

    public override ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken) =>
        _isTwice[item] ? TwiceAsync(item, cancellationToken) : _workload.ExecuteAsync(item, cancellationToken);

    /// <summary>An item that runs twice does so in the asynchronous form, which comes back to the loop by itself.</summary>
    public override void Start(int item, ItemHandler handler, CancellationToken cancellationToken)
    {
        if (_isTwice[item])
        {
            base.Start(item, handler, cancellationToken);
            return;
        }

        _workload.Start(item, handler, cancellationToken);
    }

    private async ValueTask<ulong> TwiceAsync(int item, CancellationToken cancellationToken)
    {
        await _workload.ExecuteAsync(item, cancellationToken);
        return await _workload.ExecuteAsync(item, cancellationToken);
    }
}
