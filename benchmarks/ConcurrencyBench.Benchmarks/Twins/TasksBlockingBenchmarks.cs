using ConcurrencyBench.Models;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary><c>tasks-blocking</c> beside its twin.</summary>
public class TasksBlockingBenchmarks : PooledTasksTwin<TasksBlockingModel>;
