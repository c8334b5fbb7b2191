using Akka.Actor;

namespace ConcurrencyBench.Models.Actors;

/// <summary>
/// Hands out items to its children, one worker for each that may be in flight: a worker pulls, by reporting what it has run. One that
/// computes has two portions, of which it reports the first while it is at the second, as in Akka's work-pulling delivery; portions
/// shrink towards the end, so that no worker is left with more than the others. One that waits has one item.
/// Rejected: a round-robin pool, which splits the items beforehand and puts all of them into mailboxes.
/// </summary>
internal sealed class ItemRouter(int workers, WorkloadKind kind) : UntypedActor
{
    /// <summary>With the other portion, as many as a worker of the models with channels and blocks may have waiting for it.</summary>
    private const int LargestPortion = 32;

    private const int PortionsPerWorker = 4;

    private readonly IActorRef[] _workers = new IActorRef[workers];
    private ItemOperation? _operation;
    private int _next;
    private int _inFlight;

    protected override void PreStart()
    {
        var worker = kind == WorkloadKind.Cpu ? Props.Create<ComputingActor>() : Props.Create<WaitingActor>();
        for (var number = 0; number < _workers.Length; number++)
        {
            _workers[number] = Context.ActorOf(worker);
        }
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ItemOperation operation:
                Begin(operation);
                break;
            case PortionRun portion:
                _inFlight -= portion.Items;
                Send(Sender);
                break;
        }

        if (_inFlight == 0 && _operation is { } ended)
        {
            _operation = null;
            ended.Ending.EndPart();
        }
    }

    private void Begin(ItemOperation operation)
    {
        (_operation, _next) = (operation, 0);
        for (var portion = 0; portion < (kind == WorkloadKind.Cpu ? 2 : 1); portion++)
        {
            Array.ForEach(_workers, Send);
        }
    }

    private void Send(IActorRef worker)
    {
        var operation = _operation!;
        var left = operation.Ending.IsStopped ? 0 : operation.Count - _next;
        if (left == 0)
        {
            return;
        }

        var portion = kind == WorkloadKind.Cpu ? Math.Clamp(left / (PortionsPerWorker * _workers.Length), 1, LargestPortion) : 1;
        _inFlight += portion;
        for (var place = 1; place <= portion; place++)
        {
            worker.Tell(new ItemToRun(operation, _next++, place == portion ? portion : 0), Self);
        }
    }
}
