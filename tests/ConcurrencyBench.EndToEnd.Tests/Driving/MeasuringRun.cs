using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Journals;

namespace ConcurrencyBench.EndToEnd.Tests.Driving;

/// <summary>A short run that a test disturbs while it measures.</summary>
internal sealed class MeasuringRun : IAsyncDisposable
{
    /// <summary>The run's folder, in the sandbox.</summary>
    public const string Name = "X";

    private readonly Sandbox _sandbox;
    private readonly RunningCbench _running;

    private MeasuringRun(Sandbox sandbox, RunningCbench running) => (_sandbox, _running) = (sandbox, running);

    public int Id => _running.Id;

    /// <summary>Starts it.</summary>
    /// <param name="cbench">How.</param>
    /// <param name="sandbox">Where.</param>
    /// <param name="arguments">Which models, workloads and rounds.</param>
    /// <returns>The run.</returns>
    public static MeasuringRun Start(Cbench cbench, Sandbox sandbox, params IReadOnlyList<string> arguments) =>
        new(sandbox, cbench.Start([.. arguments, "--profile", "quick", "--concurrency", "2", "--budget", "10m", "--out", Name]));

    /// <summary>What the journal of a run in a sandbox holds so far.</summary>
    /// <param name="sandbox">Where.</param>
    /// <returns>Its whole lines.</returns>
    public static IReadOnlyList<JournalEntry> Entries(Sandbox sandbox)
    {
        var path = sandbox[$"{Name}/measurements.jsonl"];
        return File.Exists(path) ? Journal.Read(path).Entries : [];
    }

    /// <summary>Waits until the journal holds something.</summary>
    /// <param name="found">Recognizes it.</param>
    /// <returns>A task that ends when it does.</returns>
    public Task UntilAsync(Func<JournalEntry, bool> found) => _running.UntilAsync(() => Entries(_sandbox).Any(found));

    /// <inheritdoc cref="RunningCbench.UntilAsync"/>
    public Task UntilAsync(Func<bool> condition) => _running.UntilAsync(condition);

    /// <inheritdoc cref="RunningCbench.WaitAsync"/>
    public Task<Outcome> WaitAsync() => _running.WaitAsync();

    public ValueTask DisposeAsync() => _running.DisposeAsync();
}
