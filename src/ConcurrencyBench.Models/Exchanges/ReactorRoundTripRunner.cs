using ConcurrencyBench.Models.Loops;

namespace ConcurrencyBench.Models.Exchanges;

/// <summary>Two handlers that post to each other on the loop: one is called when a question has arrived, the other when an answer has.</summary>
internal sealed class ReactorRoundTripRunner : IRunsRoundTrips
{
    public Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken)
    {
        EventLoop.Run(loop => new Handlers(exchange, loop, cancellationToken).StartAsync());
        return Task.CompletedTask;
    }

    private sealed class Handlers(RoundTrips exchange, IEventLoop loop, CancellationToken cancellationToken)
    {
        private static readonly SendOrPostCallback QuestionArrived = static handlers => ((Handlers)handlers!).OnQuestion();
        private static readonly SendOrPostCallback AnswerArrived = static handlers => ((Handlers)handlers!).OnAnswer();

        private readonly TaskCompletionSource _end = new();
        private byte[] _underWay = [];
        private int _item;

        public Task StartAsync()
        {
            Ask();
            return _end.Task;
        }

        private void Ask()
        {
            cancellationToken.ThrowIfCancellationRequested();
            _underWay = exchange.Ask(_item);
            loop.Post(QuestionArrived, this);
        }

        private void OnQuestion()
        {
            try
            {
                _underWay = exchange.Answer(_underWay);
                loop.Post(AnswerArrived, this);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                _end.SetException(failure);
            }
        }

        private void OnAnswer()
        {
            try
            {
                exchange.Finish(_item, _underWay);
                if (++_item < exchange.Count)
                {
                    Ask();
                }
                else
                {
                    _end.SetResult();
                }
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                _end.SetException(failure);
            }
        }
    }
}
