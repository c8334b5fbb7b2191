using System.Diagnostics;
using ConcurrencyBench.Abstractions.Engine;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Streams;
using ConcurrencyBench.Models.Tests.Probes;
using ConcurrencyBench.Workloads;

namespace ConcurrencyBench.Models.Tests;

public sealed class ProcessExecutorTests : IAsyncLifetime
{
    private const int Timeout = HangGuard.Milliseconds;
    private const int Items = 40;
    private const int Size = 2;

    private readonly string _boardPath = Path.GetTempFileName();
    private readonly WaitProbe _workload = new();
    private Operation _operation = null!;
    private ProbeBoard _board = null!;
    private ProcessExecutor _executor = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var setup = new WorkloadSetup(1, Size, _boardPath);
        _operation = new Operation(_workload, Items, setup);
        _board = new ProbeBoard(_boardPath);
        await _workload.SetUpAsync(setup, Token);
        _executor = await Task.Run(() => ProcessExecutor.Start("test", _operation.Recipe, Size, Token), Token);
    }

    public async ValueTask DisposeAsync()
    {
        _executor.Dispose();
        await _workload.DisposeAsync();
        _board.Dispose();
        File.Delete(_boardPath);
    }

    [Fact(Timeout = Timeout)]
    public async Task Submit_Chunk_RunsItsItemsAndNoOther()
    {
        Assert.Equal(3, await _executor.Submit(_operation.Batch, new Chunk(5, 3), Token));

        Assert.Equal(
            [5, 6, 7],
            Enumerable.Range(0, Items).Where(item => _operation.DigestOf(item) == _workload.Expected(item)));
        Assert.Equal(3, _board.Started);
    }

    [Fact(Timeout = Timeout)]
    public async Task Submit_SeveralChunks_RunsAsManyAtOnceAsThereAreProcesses()
    {
        await Task.WhenAll(Enumerable.Range(0, Items / 10).Select(part => _executor.Submit(_operation.Batch, new Chunk(part * 10, 10), Token)));

        _operation.Verify();
        Assert.Equal(Size, _board.Peak);
    }

    [Fact(Timeout = Timeout)]
    public async Task Submit_ItemThrows_FailsThatCallAlone()
    {
        _board.Fault = 6;
        var good = _executor.Submit(_operation.Batch, new Chunk(20, 10), Token);
        var failure = await Assert.ThrowsAsync<PoolProcessException>(() => _executor.Submit(_operation.Batch, new Chunk(5, 3), Token));
        await good;
        await _executor.Submit(_operation.Batch, new Chunk(30, 10), Token);

        Assert.Contains("item 5 broke", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1 + 10 + 10, _board.Started);
    }

    [Fact(Timeout = Timeout)]
    public async Task Submit_AfterAnOperationThatFailed_RunsItsItems()
    {
        _board.Fault = 6;
        await Assert.ThrowsAsync<PoolProcessException>(() => _executor.MapAsync(_operation.Batch, Token));
        _board.Fault = 0;
        _operation.Clear();

        await _executor.Submit(_operation.Batch, new Chunk(0, Items), Token);

        _operation.Verify();
    }

    [Fact(Timeout = Timeout)]
    public async Task MapAsync_ProcessKilled_FailsNamesItAndGoesOnFailing()
    {
        var victim = _executor.ProcessIds[0];
        using (var process = Process.GetProcessById(victim))
        {
            process.Kill();
        }

        var first = await Assert.ThrowsAsync<PoolProcessException>(() => _executor.MapAsync(_operation.Batch, Token));
        var second = await Assert.ThrowsAsync<PoolProcessException>(() => _executor.MapAsync(_operation.Batch, Token));

        Assert.Contains($"pool process {victim} ", first.Message, StringComparison.Ordinal);
        Assert.Equal(first.Message, second.Message);
    }

    [Fact(Timeout = Timeout)]
    public void Dispose_AfterUse_EndsEveryProcess()
    {
        var ids = _executor.ProcessIds;
        Assert.Equal(Size, ids.Distinct().Count());

        _executor.Dispose();

        Assert.All(ids, id => Assert.Throws<ArgumentException>(() => Process.GetProcessById(id)));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(16, 4)]
    [InlineData(17, 4)]
    [InlineData(64, 2)]
    [InlineData(64, 100)]
    public void Of_ItemsThatCompute_GivesEachProcessFourChunksOfNeighbours(int items, int processes)
    {
        var chunks = Chunk.Of(OperationOf(new SpinProbe(), items).Batch, processes);

        Assert.Equal(Enumerable.Range(0, items), chunks.SelectMany(chunk => Enumerable.Range(chunk.First, chunk.Count)));
        Assert.InRange(chunks.Count, Math.Min(items, (2 * processes) + 1), 4 * processes);
        Assert.All(chunks, chunk => Assert.InRange(chunk.Count, 1, (items / (4 * processes)) + 1));
    }

    [Fact]
    public void Of_ItemsThatAreCalls_GivesEachAChunk() =>
        Assert.Equal(Enumerable.Range(0, Items).Select(item => new Chunk(item, 1)), Chunk.Of(OperationOf(new CallsProbe(), Items).Batch, Size));

    [Fact]
    public void Of_ItemsThatWait_GivesEachAChunk() =>
        Assert.Equal(Enumerable.Range(0, Items).Select(item => new Chunk(item, 1)), Chunk.Of(_operation.Batch, Size));

    [Fact(Timeout = Timeout)]
    public async Task MapAsync_ItemsWithPayloads_SendsInputsAndTakesTheDigestsOfOutputsThatCameBack()
    {
        await using var workload = new JsonWorkload();
        var operation = OperationOf(workload, Items);
        await workload.SetUpAsync(operation.Recipe.Setup, Token);
        using var executor = await Task.Run(() => ProcessExecutor.Start("test", operation.Recipe, Size, Token), Token);

        await executor.MapAsync(operation.Batch, Token);
        operation.Verify();
        operation.Clear();
        await executor.WorkAsync(operation.Batch, Token);

        operation.Verify();
    }

    [Fact]
    public void Read_OrdersThatWereWritten_GivesThemAndNothingForOneThatIsCutOff()
    {
        using var stream = new MemoryStream();
        PoolOrder[] orders = [new(PoolOrder.RunShare, Share: new StreamShare(1, 300, 70_000)), new(PoolOrder.Wake), new(PoolOrder.RunShare, Share: new StreamShare(2, 70_000, 3))];
        Array.ForEach(orders, order => order.Write(stream));
        stream.SetLength(stream.Length - 1);
        stream.Position = 0;

        Assert.Equal(orders[0], PoolOrder.Read(stream));
        Assert.Equal(orders[1], PoolOrder.Read(stream));
        Assert.Null(PoolOrder.Read(stream));
    }

    private static Operation OperationOf(Workload workload, int items) =>
        new(workload, items, new WorkloadSetup(1, 1, null));
}
