using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Workloads.Tests;

[Collection(nameof(Alone))]
public sealed class StreamWorkloadTests
{
    private const int Timeout = 60_000;

    [Fact(Timeout = Timeout)]
    public async Task Verify_EveryEventInOrder_Passes()
    {
        var operation = await RunAsync((events, stream) => Deliver(events, stream));

        operation.Verify();
        Assert.Equal(
            [("1x1", "1 × 1", 1L), ("32x4", "32 × 4", 128), ("1000x16", "1,000 × 16", 16_000)],
            operation.Observe().Select(phase => (phase.Id, phase.Label, phase.Size)));
        Assert.All(operation.Observe(), phase => Assert.True(phase.Nanoseconds > 0));
    }

    /// <summary>An event counts once for each handler that it reaches, and not where the filter stops it.</summary>
    [Fact(Timeout = Timeout)]
    public async Task Observe_Stream_HasAnItemForEachDelivery()
    {
        var delivered = new List<long>();

        var operation = await RunAsync((events, stream) =>
        {
            delivered.Add((long)events.Length * stream.Handlers);
            Deliver(events, stream);
        });

        Assert.Equal(delivered, operation.Observe().Select(phase => phase.Items));
        Assert.InRange(delivered[2], 0.74 * 16 * 50_000, 0.76 * 16 * 50_000);
    }

    [Theory(Timeout = Timeout)]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(1, 3)]
    [InlineData(2, 15)]
    public async Task Verify_OneHandlerMissesTheLastEvent_Fails(int shape, int handler) => await FailsAsync(shape, (events, stream) =>
    {
        Deliver(events.AsSpan(..^1), stream);
        DeliverTo(events.AsSpan(^1..), stream, Enumerable.Range(0, stream.Handlers).Except([handler]));
    });

    [Theory(Timeout = Timeout)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Verify_AnEventIsLost_Fails(int shape) => await FailsAsync(shape, (events, stream) =>
        Deliver([.. events[..20], .. events[21..]], stream));

    [Theory(Timeout = Timeout)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Verify_AnEventComesTwice_Fails(int shape) => await FailsAsync(shape, (events, stream) =>
        Deliver([.. events[..20], events[19], .. events[20..]], stream));

    [Theory(Timeout = Timeout)]
    [InlineData(0, 0)]
    [InlineData(0, 14)]
    [InlineData(0, 15)]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    public async Task Verify_TwoEventsOfASourceChangePlaces_Fails(int shape, int nth) => await FailsAsync(shape, (events, stream) =>
    {
        var own = Enumerable.Range(0, events.Length).Where(index => events[index].Source == 0).ToList();
        (events[own[nth]], events[own[nth + 1]]) = (events[own[nth + 1]], events[own[nth]]);
        Deliver(events, stream);
    });

    [Theory(Timeout = Timeout)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Verify_EventsOfDifferentSourcesChangePlaces_Passes(int shape)
    {
        var operation = await RunAsync((events, stream) =>
            Deliver(stream.Sources == Sources(shape) ? [.. events.OrderBy(taken => taken.Source)] : events, stream));

        operation.Verify();
    }

    [Fact(Timeout = Timeout)]
    public async Task Verify_RanTwiceWithoutClearing_Fails()
    {
        var operation = await OpenAsync();
        await operation.RunAsync(new OwnStreamer((events, stream) => Deliver(events, stream)), 1, TestContext.Current.CancellationToken);
        await operation.RunAsync(new OwnStreamer((events, stream) => Deliver(events, stream)), 1, TestContext.Current.CancellationToken);

        Assert.Throws<WrongDigestException>(operation.Verify);
    }

    [Fact(Timeout = Timeout)]
    public async Task Observe_EventsPileUpBeforeTheHandler_ShowsTheirMemory()
    {
        var piled = await RunAsync((events, stream) => Deliver(events, stream));
        var passedOn = await RunAsync(new SequentialModel());

        // The list of all events that the streamer here makes first, and the room that it has left.
        Assert.InRange(piled.Observe()[0].BytesPerItem!.Value, 12, 100);
        Assert.InRange(passedOn.Observe()[0].BytesPerItem!.Value, 1e-3, 0.5);
        Assert.All(passedOn.Observe().Skip(1), phase => Assert.Null(phase.BytesPerItem));
    }

    private static int Sources(int shape) => new[] { 1, 32, 1000 }[shape];

    private static async Task FailsAsync(int shape, Action<StreamEvent[], EventStream> deliver)
    {
        var operation = await RunAsync((events, stream) =>
        {
            if (stream.Sources == Sources(shape))
            {
                deliver(events, stream);
            }
            else
            {
                Deliver(events, stream);
            }
        });

        Assert.Throws<WrongDigestException>(operation.Verify);
    }

    private static Task<Operation> RunAsync(Action<StreamEvent[], EventStream> deliver) => RunAsync(new OwnStreamer(deliver));

    private static async Task<Operation> RunAsync(Model model)
    {
        var operation = await OpenAsync();
        operation.Clear();
        await operation.RunAsync(model, 1, TestContext.Current.CancellationToken);
        return operation;
    }

    private static async Task<Operation> OpenAsync()
    {
        var workload = new WindowSumsWorkload();
        var setup = new WorkloadSetup(1, 1, null);
        await workload.SetUpAsync(setup, TestContext.Current.CancellationToken);
        return new Operation(workload, workload.Items(1), setup);
    }

    private static void Deliver(ReadOnlySpan<StreamEvent> events, EventStream stream) =>
        DeliverTo(events, stream, [.. Enumerable.Range(0, stream.Handlers)]);

    private static void DeliverTo(ReadOnlySpan<StreamEvent> events, EventStream stream, IEnumerable<int> handlers)
    {
        int[] all = [.. handlers];
        foreach (var taken in events)
        {
            foreach (var handler in all)
            {
                stream.Handle(handler, taken.Source, taken.Value);
            }
        }
    }

    /// <summary>Takes all events from their sources, in turn, and then delivers them in its own way.</summary>
    private sealed class OwnStreamer(Action<StreamEvent[], EventStream> deliver) : Model, IRunsStreams
    {
        public override string Id => "own";

        public override ModelDescription Description { get; } = new(0, "Own", string.Empty, string.Empty, string.Empty);

        public Task RunAsync(EventStream stream, int concurrency, CancellationToken cancellationToken)
        {
            var events = new List<StreamEvent>();
            for (var number = 0; number < stream.EventsPerSource; number++)
            {
                for (var source = 0; source < stream.Sources; source++)
                {
                    if (stream.TryNext(source, number, out var value))
                    {
                        events.Add(new StreamEvent(source, value));
                    }
                }
            }

            deliver([.. events], stream);
            return Task.CompletedTask;
        }
    }
}
