namespace ConcurrencyBench.EndToEnd.Tests.Driving;

/// <summary>A tiny run, made once for all tests that only look at what a run left.</summary>
public sealed class FinishedRun : IAsyncLifetime
{
    /// <summary>The run's folder, in the sandbox.</summary>
    public const string Name = "X";

    internal Sandbox Sandbox { get; } = new();

    internal Outcome Outcome { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Outcome = await Sandbox.Cbench.RunAsync(
        "--profile", "smoke", "--models", "threads", "--workloads", "timer", "--rounds", "1", "--budget", "20s", "--quiet", "--out", Name);

    public ValueTask DisposeAsync()
    {
        Sandbox.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Copies the run's folder.</summary>
    /// <param name="target">To where.</param>
    internal void CopyTo(string target)
    {
        var source = Sandbox[Name];
        Directory.CreateDirectory(target);
        foreach (var folder in Directory.EnumerateDirectories(source, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(target, Path.GetRelativePath(source, folder)));
        }

        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(target, Path.GetRelativePath(source, file)));
        }
    }
}
