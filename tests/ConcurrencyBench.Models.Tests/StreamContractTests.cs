using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Tests.Probes;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Models.Tests;

/// <summary>What every model must keep that has a streamer; one that gets one is tested here without being named.</summary>
public sealed class StreamContractTests
{
    private const int Timeout = HangGuard.Milliseconds;
    private const int Concurrency = 4;
    private const int Long = 1_000_000;

    public static TheoryData<string> Models => [.. Streaming.Select(model => model.Id)];

    /// <summary>Those whose handlers run in this process, where a probe of these tests can look at them; of the others see <see cref="ProcessStreamTests"/>.</summary>
    public static TheoryData<string> ModelsHere => [.. StreamingHere];

    public static MatrixTheoryData<string, string> ModelsAndShapes { get; } =
        new([.. StreamingHere], ["1 1 20000", "7 3 1500", "300 5 20", "2 16 700", "3 1 5000"]);

    /// <summary>A pool has as many workers as it was prepared for, and at one it needs two.</summary>
    public static MatrixTheoryData<string, int> ModelsAndConcurrencies { get; } = new([.. Streaming.Select(model => model.Id)], [1, 2, 5, 9]);

    private static IEnumerable<string> StreamingHere => Streaming.Where(model => !model.ItemsRunElsewhere()).Select(model => model.Id);

    private static IEnumerable<Model> Streaming => ModelUnderTest.Catalog.Models.Where(model => model is IRunsStreams);

    [Fact]
    public void Supports_Stream_IsWhatHasAStreamer() => Assert.All(ModelUnderTest.Catalog.Models, model =>
        Assert.Equal(model is not IRunsStreams, model.Supports(new WindowSumsWorkload()).ReasonAgainst is not null));

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(ModelsAndShapes))]
    public async Task RunAsync_AnyShape_HandlesEachEventOnceAndInOrderWithinItsSource(string model, string shape)
    {
        await using var run = await OpenAsync(model);
        var numbers = shape.Split(' ').Select(int.Parse).ToList();
        var stream = new StreamProbe(new StreamShape(numbers[0], numbers[1], numbers[2]));

        await StreamAsync(run, stream);
        stream.AssertComplete();
        stream.Forget();
        await StreamAsync(run, stream, 1);
        stream.AssertComplete();
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task OperateAsync_Stream_GivesTheDigestsOfPlainCalls(string model)
    {
        await using var run = await ModelUnderTest.OpenAsync<WindowSumsWorkload>(model, new WindowSumsWorkload().Items(2));
        run.Operation.Clear();

        await Task.Run(() => run.Operation.RunAsync(run.Model, 2, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        run.Operation.Verify();

        // What Rx observes elsewhere queues without a bound.
        if (run.Model.ItemsRunElsewhere() || run.Model is ReactiveObserveOnModel)
        {
            Assert.Equal(run.Model.ItemsRunElsewhere(), run.Operation.Observe()[0].BytesPerItem is null);
        }
        else
        {
            Assert.InRange(run.Operation.Observe()[0].BytesPerItem!.Value, 1e-3, 1);
        }
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Models))]
    public async Task EventPath_OfAModel_IsThatOfItsWorkers(string model)
    {
        await using var run = await OpenAsync(model);
        var path = ((IRunsStreams)run.Model).EventPath;

        Assert.Equal(run.Model.ItemsRunElsewhere(), path == EventPath.BetweenProcesses);
        Assert.True(run.Model is not IHasOneThread || path == EventPath.OneThread);
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(ModelsAndConcurrencies))]
    public async Task OperateAsync_SeveralShapesTwice_GivesTheDigestsOfPlainCalls(string model, int concurrency)
    {
        await using var run = await ModelUnderTest.OpenAsync<StreamingProbe>(model, new StreamingProbe().Items(concurrency), concurrency);

        await run.RunAndVerifyAsync();
        await run.RunAndVerifyAsync();
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(ModelsHere))]
    public async Task RunAsync_HandlerThrows_SurfacesStopsAndRunsAgain(string model)
    {
        await using var run = await OpenAsync(model);
        foreach (var shape in new[] { new StreamShape(1, 1, Long), new StreamShape(200, 6, Long / 1000) })
        {
            var stream = new StreamProbe(shape) { OnHandle = handled => ThrowAt(handled, 5000) };

            var failure = await Record.ExceptionAsync(() => StreamAsync(run, stream));

            Assert.IsType<InvalidOperationException>(failure);
            Assert.Equal("a handler broke", failure.Message);
            Assert.InRange(stream.Handled, 5001, (int)(shape.Events * shape.Handlers / 2));
        }

        var second = new StreamProbe(new StreamShape(5, 2, 1000));
        await StreamAsync(run, second);
        second.AssertComplete();
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(ModelsHere))]
    public async Task RunAsync_Cancelled_EndsAndRunsAgain(string model)
    {
        await using var run = await OpenAsync(model);
        foreach (var shape in new[] { new StreamShape(1, 1, Long), new StreamShape(200, 6, Long / 1000) })
        {
            using var cancellation = new CancellationTokenSource();
            var stream = new StreamProbe(shape) { OnHandle = handled => CancelAt(handled, 5000, cancellation) };

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(run, stream, Concurrency, cancellation.Token));

            Assert.InRange(stream.Handled, 5001, (int)(shape.Events * shape.Handlers / 2));
        }

        var second = new StreamProbe(new StreamShape(5, 2, 1000));
        await StreamAsync(run, second);
        second.AssertComplete();
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(ModelsHere))]
    public async Task RunAsync_CancelledBefore_HandlesNothing(string model)
    {
        await using var run = await OpenAsync(model);
        var stream = new StreamProbe(new StreamShape(5, 2, 1000));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(run, stream, Concurrency, new CancellationToken(canceled: true)));

        Assert.Equal(0, stream.Handled);
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(ModelsHere))]
    public Task DisposeAsync_AfterAllKindsOfEnds_LeavesNothingBehind(string model) =>
        Leftovers.AssertNoneAsync(() => EndInAllWaysAsync(model));

    private static Task<ModelUnderTest> OpenAsync(string model) => ModelUnderTest.OpenAsync<EmptyProbe>(model, 1);

    private static Task StreamAsync(ModelUnderTest run, StreamProbe stream, int concurrency = Concurrency) =>
        RunAsync(run, stream, concurrency, TestContext.Current.CancellationToken);

    private static Task RunAsync(ModelUnderTest run, StreamProbe stream, int concurrency, CancellationToken cancellationToken) =>
        Task.Run(() => ((IRunsStreams)run.Model).RunAsync(stream, concurrency, cancellationToken), CancellationToken.None);

    private static void ThrowAt(int handled, int number)
    {
        if (handled == number)
        {
            throw new InvalidOperationException("a handler broke");
        }
    }

    private static void CancelAt(int handled, int number, CancellationTokenSource cancellation)
    {
        if (handled == number)
        {
            cancellation.Cancel();
        }
    }

    private static async Task EndInAllWaysAsync(string model)
    {
        await using var run = await OpenAsync(model);
        await StreamAsync(run, new StreamProbe(new StreamShape(5, 2, 1000)));
        await Assert.ThrowsAnyAsync<Exception>(() => StreamAsync(run, new StreamProbe(new StreamShape(5, 2, 1000)) { OnHandle = handled => ThrowAt(handled, 500) }));
        using var cancellation = new CancellationTokenSource();
        await Record.ExceptionAsync(() => RunAsync(
            run, new StreamProbe(new StreamShape(5, 2, 1000)) { OnHandle = handled => CancelAt(handled, 500, cancellation) }, Concurrency, cancellation.Token));
    }
}
