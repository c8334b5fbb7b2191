namespace ConcurrencyBench.EndToEnd.Tests.Driving;

/// <summary>
/// The tests whose runs measure, and those that look for what runs leave on the machine. They follow one another: a run that shares the cores
/// with another repeats blocks and takes longer than it should, and what another left would be taken for its own. The other tests read or refuse, and run beside.
/// </summary>
[CollectionDefinition(Name)]
public static class Measuring
{
    public const string Name = "measuring";
}
