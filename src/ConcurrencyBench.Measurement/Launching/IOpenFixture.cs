using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Launching;

/// <summary>A workload's fixture in its own process. Disposal removes it.</summary>
public interface IOpenFixture : IAsyncDisposable
{
    /// <summary>Where it is; null when the workload needs none.</summary>
    string? Address { get; }

    /// <summary>Its process; null when no server is in it or below it, so that what the server costs is not known or nothing.</summary>
    int? ProcessId { get; }

    /// <summary>
    /// How long it took to answer one request, in the median of a check, where that stayed too long for its delay: the machine was busy.
    /// Null when it answered in time.
    /// </summary>
    TimeSpan? SlowAnswer { get; }

    /// <summary>What an item of the workload mostly does, as the workload says.</summary>
    WorkloadKind Kind { get; }

    /// <summary>What every right operation of a cell has: computed when the fixture was opened, for all parameters of the plan and the same at a concurrency of 1.</summary>
    /// <param name="parameters">The cell's parameters.</param>
    /// <returns>The expectation.</returns>
    CellExpectation ExpectationAt(Parameters parameters);

    /// <summary>How it ended, in a clause; null while it lives.</summary>
    string? End { get; }
}
