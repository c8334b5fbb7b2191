namespace ConcurrencyBench.Measurement.Journals;

/// <summary>A cell as a journal of schema version 1 says it.</summary>
internal sealed record CellOfSchemaOne(string Runtime, string Model, string Workload, int Concurrency);
