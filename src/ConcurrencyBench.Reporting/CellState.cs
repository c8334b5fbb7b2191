namespace ConcurrencyBench.Reporting;

/// <summary>What became of a cell.</summary>
internal enum CellState
{
    /// <summary>It has clean measurements and never failed by the model's doing.</summary>
    Measured,

    /// <summary>It failed by the model's doing, or whenever it was tried: whatever else was measured of it is not to be trusted.</summary>
    Failed,

    /// <summary>The model says it makes no sense.</summary>
    NotApplicable,

    /// <summary>It was not planned, or nothing clean was measured of it.</summary>
    NotMeasured,
}
