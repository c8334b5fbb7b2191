namespace ConcurrencyBench.Abstractions;

/// <summary>
/// What a workload reports to the model about its place in an item. Implemented by structs only, so that the JIT
/// specialises every workload for its gate and <see cref="NoGate"/> compiles to nothing.
/// </summary>
public interface IGate
{
    /// <summary>
    /// Called about every microsecond of pure computation: the place where a lock may change hands, as every turn of a loop is in CPython.
    /// It is in innermost loops, so as a rule it costs a volatile read and a branch, and nothing without a lock.
    /// </summary>
    void Checkpoint();

    /// <summary>Called before each call of blocking I/O that CPython makes, and before native code that needs no interpreter lock.</summary>
    void EnterBlocking();

    /// <summary>Called after what <see cref="EnterBlocking"/> announced.</summary>
    void ExitBlocking();
}
