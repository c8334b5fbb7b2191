using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Distributed;

/// <summary>
/// Whether a cluster has lost a silo. Without it the cluster cannot give what was to be measured, so the first loss is final.
/// A caller that waits for an answer is notified at once, and nothing is run again, so that no digest can count twice.
/// </summary>
internal sealed class ClusterFailure : IDisposable
{
    // A call may fail a moment before it is known that, and how, the silo ended.
    private static readonly TimeSpan _moment = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _end = new();
    private volatile string? _how;

    /// <summary>Cancelled when the cluster breaks.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>Says that the cluster is broken, unless it is already.</summary>
    /// <returns>Whether this was the first to say so.</returns>
    public bool TryBreak(string how)
    {
        if (Interlocked.CompareExchange(ref _how, how, null) is not null)
        {
            return false;
        }

        _end.Cancel();
        return true;
    }

    /// <summary>Does nothing while the cluster is whole.</summary>
    /// <exception cref="PoolProcessException">It is broken: the message says how.</exception>
    public void ThrowIfBroken()
    {
        if (_how is { } how)
        {
            throw new PoolProcessException(how);
        }
    }

    /// <summary>Waits for a silo's answer, as long as the cluster is whole.</summary>
    /// <exception cref="PoolProcessException">The cluster broke, or the silo did not answer, which breaks it.</exception>
    public async Task<T> AnswerAsync<T>(Task<T> call, string silo)
    {
        try
        {
            return await call.WaitAsync(Token);
        }
        catch (OperationCanceledException) when (Token.IsCancellationRequested)
        {
            // Said below.
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            await Task.Delay(_moment, Token).ContinueWith(_ => { }, TaskScheduler.Default);
            TryBreak($"silo {silo} did not answer: {failure.Message}");
        }

        ThrowIfBroken();
        throw new InvalidOperationException("the cluster is broken, without a reported cause");
    }

    public void Dispose() => _end.Dispose();
}
