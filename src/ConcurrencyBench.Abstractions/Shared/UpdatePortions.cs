namespace ConcurrencyBench.Abstractions.Shared;

/// <summary>
/// Updates of shared state as items, for models without a way of their own to guard it: each update under one lock, or by plain calls
/// where all items have one thread. An item has as many that handing it out costs next to nothing.
/// </summary>
/// <param name="state">What is updated.</param>
/// <param name="guard">Held at each update; null on one thread.</param>
internal sealed class UpdatePortions(SharedState state, Lock? guard) : ItemWorkload
{
    private const int Updates = 256;

    public override string Id => "portions";

    public override string Description => "applies some updates to shared state";

    public override WorkloadKind Kind => WorkloadKind.Cpu;

    public override int Items(int concurrency) => (state.Count + Updates - 1) / Updates;

    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        var end = Math.Min((item + 1) * Updates, state.Count);
        if (guard is null)
        {
            Apply(item * Updates, end);
        }
        else
        {
            ApplyGuarded(item * Updates, end, guard);
        }

        // Not while the guard is held: a thread that waits for it would hold an interpreter's lock.
        gate.Checkpoint();
        return 1;
    }

    private void Apply(int first, int end)
    {
        for (var number = first; number < end; number++)
        {
            state.Apply(state.UpdateOf(number));
        }
    }

    private void ApplyGuarded(int first, int end, Lock held)
    {
        for (var number = first; number < end; number++)
        {
            var update = state.UpdateOf(number);
            lock (held)
            {
                state.Apply(update);
            }
        }
    }
}
