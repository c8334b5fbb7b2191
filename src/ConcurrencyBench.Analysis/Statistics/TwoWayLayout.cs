namespace ConcurrencyBench.Analysis.Statistics;

/// <summary>
/// Values of a model and a launch as the sum of an effect of the model, an effect of the launch and an error, by least squares. Where every model has every
/// launch these are means; a launch that lacks some models takes part with the others.
/// </summary>
internal sealed class TwoWayLayout
{
    private const int MostPasses = 200;
    private const double Settled = 1e-12;

    private readonly IReadOnlyList<IReadOnlyList<double?>> _values;
    private readonly double[] _rows;
    private readonly double[] _columns;

    /// <summary>Fits the effects.</summary>
    /// <param name="values">A row for each model, with its value in each launch; null where it has none. Each row has a value.</param>
    public TwoWayLayout(IReadOnlyList<IReadOnlyList<double?>> values)
    {
        _values = values;
        _rows = new double[values.Count];
        _columns = new double[values.Count == 0 ? 0 : values[0].Count];
        for (var (pass, change) = (0, double.MaxValue); pass < MostPasses && change > Settled; pass++)
        {
            change = FitRows();
            FitColumns();
        }
    }

    /// <summary>The effect of each row: comparable with each other, whichever columns they have.</summary>
    public IReadOnlyList<double> Rows => _rows;

    /// <summary>The effect of each column.</summary>
    public IReadOnlyList<double> Columns => _columns;

    /// <summary>The squared errors of a row, summed.</summary>
    public double SquaredErrors(int row)
    {
        var sum = 0.0;
        for (var column = 0; column < _columns.Length; column++)
        {
            var error = _values[row][column] - _rows[row] - _columns[column] ?? 0;
            sum += error * error;
        }

        return sum;
    }

    private double FitRows()
    {
        var change = 0.0;
        for (var row = 0; row < _rows.Length; row++)
        {
            var effect = Mean(_columns.Length, column => _values[row][column] - _columns[column]);
            change = Math.Max(change, Math.Abs(effect - _rows[row]));
            _rows[row] = effect;
        }

        return change;
    }

    private void FitColumns()
    {
        for (var column = 0; column < _columns.Length; column++)
        {
            _columns[column] = Mean(_rows.Length, row => _values[row][column] - _rows[row]);
        }
    }

    private static double Mean(int count, Func<int, double?> value)
    {
        var (sum, present) = (0.0, 0);
        for (var index = 0; index < count; index++)
        {
            if (value(index) is { } known)
            {
                sum += known;
                present++;
            }
        }

        return present == 0 ? 0 : sum / present;
    }
}
