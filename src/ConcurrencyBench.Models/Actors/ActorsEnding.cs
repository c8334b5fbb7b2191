using System.Runtime.ExceptionServices;

namespace ConcurrencyBench.Models.Actors;

/// <summary>How an operation of several actors ends: with the last of its parts, and by the first failure of any.</summary>
/// <param name="parts">How many parts report their end.</param>
/// <param name="abandon">Called at a failure; null where no caller asks.</param>
/// <param name="cancellationToken">Stops the parts early.</param>
internal sealed class ActorsEnding(int parts, Action? abandon, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ExceptionDispatchInfo? _failure;
    private int _parts = parts;

    /// <summary>Ends with the last part, and fails with the first failure.</summary>
    public Task Task => _ending.Task;

    /// <summary>Whether parts are to do nothing more.</summary>
    public bool IsStopped => _failure is not null || cancellationToken.IsCancellationRequested;

    /// <summary>Stops all parts.</summary>
    public void Fail(Exception failure)
    {
        Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(failure), null);
        abandon?.Invoke();
    }

    /// <summary>A part has ended: nothing of it is on its way any more.</summary>
    public void EndPart()
    {
        if (Interlocked.Decrement(ref _parts) > 0)
        {
            return;
        }

        if (_failure is { SourceException: not OperationCanceledException } failure)
        {
            _ending.SetException(failure.SourceException);
        }
        else if (IsStopped)
        {
            _ending.SetCanceled(cancellationToken);
        }
        else
        {
            _ending.SetResult();
        }
    }
}
