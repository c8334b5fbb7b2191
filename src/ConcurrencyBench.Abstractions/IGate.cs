namespace ConcurrencyBench.Abstractions;

/// <summary>
/// What a workload reports to the model about its place in an item. Implemented by structs only, so that the JIT
/// specialises every workload for its gate and <see cref="NoGate"/> compiles to nothing.
/// </summary>
public interface IGate
{
    /// <summary>Called about every 10 to 100 µs of pure computation: the place where a lock may change hands.</summary>
    void Checkpoint();

    /// <summary>Called before blocking I/O, and before native code that needs no interpreter lock.</summary>
    void EnterBlocking();

    /// <summary>Called after what <see cref="EnterBlocking"/> announced.</summary>
    void ExitBlocking();
}
