using ConcurrencyBench.Abstractions.Abilities;

namespace ConcurrencyBench.Abstractions;

/// <summary>
/// A way to do work with a given concurrency, written as its best users would write it. What it runs it says by implementing
/// <see cref="IRunsItems"/>, <see cref="IRunsRoundTrips"/> or <see cref="IRunsStreams"/>, and what else holds of it by the
/// interfaces of its abilities. An instance serves one batch and one concurrency. Found by the catalogue's scan.
/// </summary>
public abstract class Model : IAsyncDisposable
{
    private static readonly Dictionary<string, string> NoVariables = [];

    /// <summary>The public name, kebab-case; never changes.</summary>
    public abstract string Id { get; }

    /// <summary>The model's row of the comparison table.</summary>
    public abstract ModelDescription Description { get; }

    /// <summary>Variables that a worker of this model must be started with.</summary>
    public virtual IReadOnlyDictionary<string, string> Environment => NoVariables;

    /// <summary>What the user set; given by the catalogue.</summary>
    protected internal ModelSettings Settings { get; internal set; } = ModelSettings.Default;

    /// <summary>Whether the model makes sense for a workload: by its shape and needs, unless the model knows better.</summary>
    /// <param name="workload">The workload, not set up.</param>
    /// <returns>Yes, or no with the reason.</returns>
    public virtual Applicability Supports(Workload workload) => this.Fits(workload);

    /// <summary>Starts what is kept between operations (pools, silos), untimed; its duration is reported as the start-up cost.</summary>
    /// <param name="recipe">What will be run.</param>
    /// <param name="concurrency">The most items in flight at once, from 1.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>A task that ends when the model is ready.</returns>
    public virtual Task PrepareAsync(BatchRecipe recipe, int concurrency, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends what <see cref="PrepareAsync"/> started.</summary>
    /// <returns>A task that ends when nothing is left.</returns>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
