namespace ConcurrencyBench.Models.Pools;

/// <summary>A process of a pool, as its parent sees it.</summary>
internal interface IPoolMember : IDisposable
{
    /// <summary>The process id.</summary>
    int Id { get; }

    /// <summary>Ends the process without asking.</summary>
    void Kill();

    /// <summary>Blocks until the end of a process that is ending has been reported.</summary>
    void WaitForEnd();

    /// <summary>Asks the process to end by closing its input; does not wait.</summary>
    void Release();
}
