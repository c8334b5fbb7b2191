namespace ConcurrencyBench.Reporting.Views;

/// <summary>What became of a cell.</summary>
internal enum CellState
{
    /// <summary>It has clean measurements and never failed by the model's doing.</summary>
    Measured,

    /// <summary>It failed by the model's doing, or whenever it was tried: whatever else was measured of it is not to be trusted.</summary>
    Failed,

    /// <summary>It makes no sense for the model, on any machine.</summary>
    NotApplicable,

    /// <summary>This machine does not have what it needs.</summary>
    NotInstalled,

    /// <summary>It is more than this machine allows.</summary>
    OverLimit,

    /// <summary>The run's settings leave it out.</summary>
    NotChosen,

    /// <summary>It was planned, and nothing clean was measured of it.</summary>
    NotMeasured,
}
