using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Loops;

namespace ConcurrencyBench.Models.Streams;

/// <summary>
/// Events that arrive at a loop, each a call that the loop makes to its source's handler; that one filters, maps and calls all
/// who have registered. A source's next event arrives behind those of the others.
/// </summary>
internal sealed class ReactorStreamRunner : IRunsStreams
{
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken)
    {
        EventLoop.Run(loop => new Dispatcher(stream, loop, cancellationToken).RunAsync());
        return Task.CompletedTask;
    }

    private sealed class Dispatcher(EventStream stream, EventLoop loop, CancellationToken cancellationToken)
    {
        private static readonly SendOrPostCallback Arrive = static source => ((Source)source!).Arrive();

        private readonly TaskCompletionSource _end = new();
        private readonly List<Action<int, ulong>> _registered = [];
        private int _open = stream.Sources;

        public Task RunAsync()
        {
            for (var number = 0; number < stream.Handlers; number++)
            {
                var handler = number;
                _registered.Add((source, value) => stream.Handle(handler, source, value));
            }

            for (var source = 0; source < stream.Sources; source++)
            {
                loop.Post(Arrive, new Source(this, source));
            }

            return _end.Task;
        }

        private bool Dispatch(int source, int number)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                _end.TrySetCanceled(cancellationToken);
            }
            else if (number == stream.EventsPerSource)
            {
                if (--_open == 0)
                {
                    _end.TrySetResult();
                }
            }
            else if (!_end.Task.IsCompleted)
            {
                if (stream.TryNext(source, number, out var value))
                {
                    Call(source, value);
                }

                return true;
            }

            return false;
        }

        private void Call(int source, ulong value)
        {
            try
            {
                foreach (var handler in _registered)
                {
                    handler(source, value);
                }
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                _end.TrySetException(failure);
            }
        }

        private sealed class Source(Dispatcher dispatcher, int number)
        {
            private int _next;

            public void Arrive()
            {
                if (dispatcher.Dispatch(number, _next++))
                {
                    dispatcher.Queue(this);
                }
            }
        }

        private void Queue(Source source) => loop.Post(Arrive, source);
    }
}
