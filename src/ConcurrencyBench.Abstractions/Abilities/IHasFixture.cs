namespace ConcurrencyBench.Abstractions.Abilities;

/// <summary>A workload whose items talk to something that must outlive a worker: a server, a folder of files.</summary>
public interface IHasFixture
{
    /// <summary>Whether it is a server on this machine: its CPU time is reported apart, and it needs a free port.</summary>
    bool HasServer { get; }

    /// <summary>Makes what the items talk to; called in the fixture's own process.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The fixture.</returns>
    Task<Fixture> OpenFixtureAsync(ulong seed, CancellationToken cancellationToken);
}
