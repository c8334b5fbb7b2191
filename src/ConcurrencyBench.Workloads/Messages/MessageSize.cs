namespace ConcurrencyBench.Workloads.Messages;

/// <summary>A size of message and the round trips that are made with it: a phase of an operation.</summary>
/// <param name="Id">The phase's id.</param>
/// <param name="Label">What reports call the phase.</param>
/// <param name="Bytes">The length of a question, and of its answer.</param>
/// <param name="First">The number of its first round trip.</param>
/// <param name="Count">How many round trips it has.</param>
internal sealed record MessageSize(string Id, string Label, int Bytes, int First, int Count)
{
    /// <summary>The number of its last round trip.</summary>
    public int Last => First + Count - 1;
}
