using Akka.Actor;
using ConcurrencyBench.Benchmarks.Items;
using ConcurrencyBench.Models;

namespace ConcurrencyBench.Benchmarks.Twins;

/// <summary><c>actors</c> beside an actor that hands out the same items to two others, which ask for more with half of what they got still to do.</summary>
public class ActorsBenchmarks : ModelAndTwin<ActorsModel>
{
    private const int LargestPortion = 32;
    private const int PortionsPerWorker = 4;

    private ActorSystem? _system;
    private IActorRef? _master;

    /// <inheritdoc/>
    protected override void StartTwin<TItem>(int count)
    {
        _system = ActorSystem.Create("twin", "akka { loglevel = OFF, stdout-loglevel = OFF }");
        _master = _system.ActorOf(Props.Create(() => new Master<TItem>()));
    }

    /// <inheritdoc/>
    protected override async Task RunTwinAsync<TItem>(ulong[] digests)
    {
        var job = new Job(digests, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _master!.Tell(job, ActorRefs.NoSender);
        await job.Ending.Task;
    }

    /// <inheritdoc/>
    protected override void EndTwin() => _system?.Terminate().Wait();

    private sealed record Job(ulong[] Digests, TaskCompletionSource Ending);

    private sealed record Work(ulong[] Digests, int Item, int Done);

    private sealed record Done(int Items);

    private sealed class Worker<TItem> : UntypedActor
        where TItem : struct, IItem
    {
        protected override void OnReceive(object message)
        {
            var work = (Work)message;
            work.Digests[work.Item] = TItem.Run(work.Item);
            if (work.Done > 0)
            {
                Sender.Tell(new Done(work.Done), Self);
            }
        }
    }

    private sealed class Master<TItem> : UntypedActor
        where TItem : struct, IItem
    {
        private Job? _job;
        private int _next;
        private int _open;

        protected override void OnReceive(object message)
        {
            if (message is Job job)
            {
                (_job, _next, _open) = (job, 0, job.Digests.Length);
                IActorRef[] workers = Context.GetChildren() is { } children && children.Any() ? [.. children] : [.. Enumerable.Range(0, Concurrency).Select(_ => Context.ActorOf(Props.Create<Worker<TItem>>()))];
                foreach (var worker in workers.Concat(workers))
                {
                    Send(worker);
                }
            }
            else if ((_open -= ((Done)message).Items) == 0)
            {
                _job!.Ending.SetResult();
            }
            else
            {
                Send(Sender);
            }
        }

        private void Send(IActorRef worker)
        {
            var left = _job!.Digests.Length - _next;
            var portion = Math.Min(left, Math.Clamp(left / (PortionsPerWorker * Concurrency), 1, LargestPortion));
            for (var place = 1; place <= portion; place++)
            {
                worker.Tell(new Work(_job.Digests, _next++, place == portion ? portion : 0), Self);
            }
        }
    }
}
