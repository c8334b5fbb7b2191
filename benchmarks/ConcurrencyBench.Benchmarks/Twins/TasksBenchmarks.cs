using ConcurrencyBench.Models;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary><c>tasks</c> beside its twin.</summary>
public class TasksBenchmarks : PooledTasksTwin<TasksModel>;
