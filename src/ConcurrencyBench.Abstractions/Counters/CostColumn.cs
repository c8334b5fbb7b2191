using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Abstractions.Counters;

/// <summary>A column of the cost table and of exports: one counter, or the sum of several.</summary>
/// <param name="Header">What it is called.</param>
/// <param name="Counters">At least one, all of one unit.</param>
public sealed record CostColumn(string Header, IReadOnlyList<Counter> Counters)
{
    /// <summary>The columns there are: what an item costs, then levels. Not in the table, since workers have no use for them.</summary>
    public static IReadOnlyList<CostColumn> All { get; } =
    [
        .. CounterTable.All.Where(counter => counter.Column is not null).GroupBy(counter => counter.Column!)
            .Select(column => new CostColumn(column.Key, [.. column])).OrderBy(column => column.IsLevel),
    ];

    /// <summary>The base unit.</summary>
    public string Unit => Counters[0].Unit;

    /// <summary>What it shows, for a legend.</summary>
    public string Description => string.Join("; ", Counters.Select(counter => counter.Description));

    /// <summary>Whether it is a level after the operation, and not a cost that is divided among the items.</summary>
    public bool IsLevel => Counters[0].AtEnd is not null;

    /// <summary>Whether it is the server's cost and not the model's.</summary>
    public bool IsOfFixture => Counters[0].OfFixture is not null;

    /// <summary>Its value.</summary>
    /// <param name="costs">The costs of an operation.</param>
    /// <param name="items">How many items the operation had.</param>
    /// <returns>The level, or what an item costs; null where a counter is absent.</returns>
    public double? Of(Costs costs, int items) => Counters.Aggregate((long?)0, (sum, counter) => sum + costs[counter]) / (IsLevel ? 1.0 : items);
}
