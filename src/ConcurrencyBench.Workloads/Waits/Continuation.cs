using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Workloads.Waits;

/// <summary>
/// How asynchronous code goes on after a wait: a call and its argument. Nearly all code hands over the same call, the
/// runtime's own for state machines, with the machine as its argument; so only the argument is kept for each item.
/// </summary>
internal readonly record struct Continuation(Action<object?> Call, object? Argument)
{
    private static Action<object?>? s_usualCall;
    private static SendOrPostCallback? s_usualPost;

    /// <summary>What to keep of it.</summary>
    /// <returns>The argument alone, where that says all.</returns>
    public object ToPlace()
    {
        Interlocked.CompareExchange(ref s_usualCall, Call, null);
        return ReferenceEquals(s_usualCall, Call) && Argument is not (null or Unusual or ItemHandler) ? Argument : new Unusual(this);
    }

    /// <summary>What was kept.</summary>
    public static Continuation AtPlace(object kept) => kept is Unusual unusual ? unusual.Continuation : new Continuation(s_usualCall!, kept);

    /// <summary>Goes on: on a loop, or else on the thread pool.</summary>
    public void Go(IEventLoop? loop)
    {
        if (loop is null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(Call, Argument, preferLocal: false);
        }
        else if (ReferenceEquals(Call, s_usualCall))
        {
            loop.Post(s_usualPost ??= new SendOrPostCallback(Call), Argument);
        }
        else
        {
            loop.Post(new SendOrPostCallback(Call), Argument);
        }
    }

    private sealed record Unusual(Continuation Continuation);
}
