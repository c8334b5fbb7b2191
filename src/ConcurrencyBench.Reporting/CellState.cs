namespace ConcurrencyBench.Reporting;

/// <summary>What became of a cell.</summary>
internal enum CellState
{
    /// <summary>It has clean measurements and never failed.</summary>
    Measured,

    /// <summary>It failed at least once: whatever else was measured of it is not to be trusted.</summary>
    Failed,

    /// <summary>The model says it makes no sense.</summary>
    NotApplicable,

    /// <summary>It was not planned, or nothing clean was measured of it.</summary>
    NotMeasured,
}
