using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Reactive.Threading.Tasks;

namespace ConcurrencyBench.Models.Exchanges;

/// <summary>
/// Two subjects, each observed on the pool: the answers are the questions, mapped; an answer pushes the next question. Without the
/// scheduler's long-running form, for which <c>ObserveOn</c> would hold a thread for each stream and wake it at every message.
/// </summary>
internal sealed class ReactiveRoundTripRunner : IRunsRoundTrips
{
    private static readonly IScheduler Pool = TaskPoolScheduler.Default.DisableOptimizations(typeof(ISchedulerLongRunning));

    public async Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var questions = new Subject<byte[]>();
        using var answers = new Subject<byte[]>();
        using var answering = questions.ObserveOn(Pool).Select(question => exchange.Answer(question)).Subscribe(answers);
        var item = -1;

        // Completed on the pool: the caller must not go on inside the last message.
        var ending = answers.ObserveOn(Pool).Do(Finish).LastOrDefaultAsync().ToTask(TaskPoolScheduler.Default);
        AskNext();
        await ending;

        void Finish(byte[] answer)
        {
            exchange.Finish(item, answer);
            AskNext();
        }

        void AskNext()
        {
            if (++item == exchange.Count)
            {
                questions.OnCompleted();
                return;
            }

            cancellationToken.ThrowIfCancellationRequested();
            questions.OnNext(exchange.Ask(item));
        }
    }
}
