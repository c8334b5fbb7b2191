using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Exchanges;
using ConcurrencyBench.Models.Loops;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models;

/// <summary>
/// Callbacks alone: an item is started, and a handler is called on the loop's thread when it has ended, which starts the next
/// one. Sockets are <see cref="System.Net.Sockets.SocketAsyncEventArgs"/>, waits for time the loop's timers; nothing is awaited.
/// Workloads without a form for callbacks run their asynchronous one.
/// </summary>
public sealed class ReactorModel : Model, IRunsItems, IRunsRoundTrips, IRunsStreams, IHasOneThread
{
    /// <inheritdoc/>
    public override string Id => "reactor";

    /// <inheritdoc/>
    public override ModelDescription Description { get; } = new(
        70,
        "Event-driven",
        "handlers that are called as events arrive, on one thread",
        "servers and user interfaces: nothing is allocated or switched for a wait",
        "the program is cut into handlers, a handler that computes stops all others, and there is one core")
    {
        Look = new("#44AA99", MarkerForm.TriangleDown, IsOpen: true),
    };

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Environment { get; } = SingleThread.Environment;

    /// <inheritdoc/>
    public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken) =>
        new ReactorStreamRunner().RunAsync(stream, concurrency, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken) =>
        new ReactorRoundTripRunner().RunAsync(exchange, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(Batch batch, int concurrency, CancellationToken cancellationToken)
    {
        EventLoop.Run(loop => new Handlers(batch, loop, cancellationToken).StartAsync(concurrency));
        return Task.CompletedTask;
    }

    private sealed class Handlers(Batch batch, IEventLoop loop, CancellationToken cancellationToken) : ItemHandler(batch, loop)
    {
        private static readonly SendOrPostCallback Next = static handlers => ((Handlers)handlers!).StartNext();

        private readonly ItemCounter _items = new(batch, cancellationToken);
        private readonly TaskCompletionSource _end = new();
        private Exception? _failure;
        private int _inFlight;
        private bool _isStarting;

        public Task StartAsync(int concurrency)
        {
            _inFlight = concurrency;
            for (var slot = 0; slot < concurrency; slot++)
            {
                Loop.Post(Next, this);
            }

            return _end.Task;
        }

        protected override void OnCompleted(int item)
        {
            // Called where the loop says so. Where an item ends while it or another is started, the next is queued: calls would
            // otherwise nest as deep as there are items.
            if (_isStarting)
            {
                Loop.Post(Next, this);
            }
            else
            {
                StartNext();
            }
        }

        protected override void OnFailed(int item, Exception failure)
        {
            _failure ??= failure;
            _items.Stop();
            Leave();
        }

        private void StartNext()
        {
            try
            {
                if (!_items.TryTake(out var item))
                {
                    Leave();
                    return;
                }

                _isStarting = true;
                Start(item, cancellationToken);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // The code that ended the item before need not be one that would report it.
                OnFailed(-1, failure);
            }
            finally
            {
                _isStarting = false;
            }
        }

        private void Leave()
        {
            if (--_inFlight > 0)
            {
                return;
            }

            if (_failure is null)
            {
                _end.SetResult();
            }
            else
            {
                _end.SetException(_failure);
            }
        }
    }
}
