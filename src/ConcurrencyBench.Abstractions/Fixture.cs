namespace ConcurrencyBench.Abstractions;

/// <summary>
/// What the items of a workload talk to and that must outlive a worker: a server, a folder of files. It lives in a
/// process of its own (<c>cbench fixture</c>), is shared by all models of a comparison, and is removed on disposal.
/// </summary>
/// <param name="address">How a workload finds it: a port, a path.</param>
public abstract class Fixture(string address) : IAsyncDisposable
{
    /// <summary>How a workload finds it; passed to it as <see cref="WorkloadSetup.FixtureAddress"/>.</summary>
    public string Address { get; } = address;

    /// <summary>Ends, with how in a clause, should the server end by itself; a fixture without a process of its own never does.</summary>
    public virtual Task<string> Ended { get; } = new TaskCompletionSource<string>().Task;

    /// <summary>Stops the server or removes the folder. May be called once.</summary>
    /// <returns>A task that ends when nothing is left.</returns>
    public abstract ValueTask DisposeAsync();
}
