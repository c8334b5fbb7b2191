namespace ConcurrencyBench.Measurement.Journals;

/// <summary>A cell as a journal of schema version 1 says it.</summary>
/// <param name="Runtime">What its workers run on.</param>
/// <param name="Model">The model's name in the run.</param>
/// <param name="Workload">The workload's id.</param>
/// <param name="Concurrency">The most items in flight at once.</param>
internal sealed record CellOfSchemaOne(string Runtime, string Model, string Workload, int Concurrency);
