using ConcurrencyBench.Models.Loops;

namespace ConcurrencyBench.Models.Exchanges;

/// <summary>
/// Two iterators on a trampoline: each yields the inbox that it waits for, and is resumed when a message has arrived there.
/// The one that asks decides when both have ended, as one message is under way at most.
/// </summary>
internal sealed class CoroutineRoundTripRunner : IRunsRoundTrips
{
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken)
    {
        EventLoop.Run(loop => new MessageTrampoline(exchange, loop, cancellationToken).RunAsync());
        return Task.CompletedTask;
    }

    private sealed class MessageTrampoline(RoundTrips exchange, IEventLoop loop, CancellationToken cancellationToken)
    {
        private static readonly SendOrPostCallback Bounce = static trampoline => ((MessageTrampoline)trampoline!).ResumeReady();

        private readonly Queue<IEnumerator<Inbox>> _ready = new();
        private readonly Inbox _questions = new();
        private readonly Inbox _answers = new();
        private readonly TaskCompletionSource _end = new();

        public Task RunAsync()
        {
            _ready.Enqueue(Answer());
            _ready.Enqueue(Ask());
            loop.Post(Bounce, this);
            return _end.Task;
        }

        private IEnumerator<Inbox> Ask()
        {
            for (var item = 0; item < exchange.Count; item++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Send(_questions, exchange.Ask(item));
                yield return _answers;
                exchange.Finish(item, _answers.Take());
            }

            _end.SetResult();
        }

        private IEnumerator<Inbox> Answer()
        {
            while (true)
            {
                yield return _questions;
                Send(_answers, exchange.Answer(_questions.Take()));
            }
        }

        private void Send(Inbox inbox, byte[] message)
        {
            inbox.Message = message;
            if (inbox.Waiter is { } waiter)
            {
                inbox.Waiter = null;
                _ready.Enqueue(waiter);
            }
        }

        private void ResumeReady()
        {
            // Who becomes ready meanwhile waits for the next bounce, as with items: timers and sockets would get their turn.
            for (var count = _ready.Count; count > 0; count--)
            {
                Resume(_ready.Dequeue());
            }

            if (_ready.Count > 0)
            {
                loop.Post(Bounce, this);
            }
        }

        private void Resume(IEnumerator<Inbox> coroutine)
        {
            try
            {
                if (!coroutine.MoveNext())
                {
                    return;
                }
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                _end.TrySetException(failure);
                return;
            }

            var inbox = coroutine.Current;
            if (inbox.Message is null)
            {
                inbox.Waiter = coroutine;
            }
            else
            {
                _ready.Enqueue(coroutine);
            }
        }
    }
}
