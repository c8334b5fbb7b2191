namespace ConcurrencyBench.Workloads.Tests;

/// <summary>
/// Workloads opened once for all tests of a class, eight in flight: a file system without a journal takes seconds to
/// make 2,000 files where as many were deleted a moment ago.
/// </summary>
public sealed class SharedWorkloads : IAsyncDisposable
{
    private readonly Dictionary<(string Id, ulong Seed), RunningWorkload> _opened = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var running in _opened.Values)
        {
            await running.DisposeAsync();
        }
    }

    internal async Task<RunningWorkload> GetAsync(string id, ulong seed = 1)
    {
        if (!_opened.TryGetValue((id, seed), out var running))
        {
            running = await RunningWorkload.OpenAsync(id, seed, concurrency: 8);
            _opened.Add((id, seed), running);
        }

        return running;
    }
}
