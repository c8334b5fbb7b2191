using System.Runtime.InteropServices;
using ConcurrencyBench.Models.Streams;

namespace ConcurrencyBench.Models.Tests;

/// <summary>A ring and its bells between two sides of one process: between processes see <see cref="ProcessStreamTests"/>.</summary>
public sealed class SharedRingTests : IDisposable
{
    private const int Timeout = HangGuard.Milliseconds;

    private readonly unsafe byte* _memory = (byte*)NativeMemory.AlignedAlloc((nuint)(SharedRing<int>.Size + (2 * FutexEvent.Size)), 128);
    private readonly SharedRing<int> _in;
    private readonly SharedRing<int> _out;

    public unsafe SharedRingTests()
    {
        NativeMemory.Clear(_memory, (nuint)(SharedRing<int>.Size + (2 * FutexEvent.Size)));
        _in = new SharedRing<int>(_memory + (2 * FutexEvent.Size), putting: Bell(0), taking: Bell(1));
        _out = new SharedRing<int>(_memory + (2 * FutexEvent.Size), putting: Bell(0), taking: Bell(1));
    }

    [Fact]
    public void TryPut_UntilItIsFull_HoldsTheCapacityAndShowsNothingBeforeItIsPublished()
    {
        for (var number = 0; number < SharedRing<int>.Capacity; number++)
        {
            Assert.True(_in.TryPut(number));
        }

        Assert.False(_in.TryPut(-1));
        Assert.False(_out.TryTake(out _));
        _in.ShowPut();
        Assert.True(_out.TryTake(out var first));
        Assert.Equal(0, first);
        Assert.False(_in.TryPut(-1));
        _out.ShowTaken();
        Assert.True(_in.TryPut(-1));
        Assert.False(_in.TryPut(-1));
    }

    [Fact]
    public void HasRoom_HalfOfItIsTakenAndShown_IsTrue()
    {
        for (var number = 0; number < SharedRing<int>.Capacity; number++)
        {
            _in.TryPut(number);
        }

        _in.ShowPut();
        for (var number = 0; number < SharedRing<int>.Capacity / 2; number++)
        {
            Assert.False(_out.IsHalfTaken);
            Assert.True(_out.TryTake(out _));
        }

        Assert.True(_out.IsHalfTaken);
        Assert.False(_in.HasRoom);
        _out.ShowTaken();
        Assert.True(_in.HasRoom);
        Assert.False(_out.IsHalfTaken);
    }

    [Fact]
    public void Close_WithSomeInIt_ShowsThemAndThatTheyAreTheLast()
    {
        _in.TryPut(1);
        Assert.False(_out.HasAny || _out.IsClosed);

        _in.Close();

        Assert.True(_out.HasAny && _out.IsClosed);
        Assert.True(_out.TryTake(out var last));
        Assert.Equal(1, last);
        Assert.False(_out.HasAny);
    }

    [Theory(Timeout = Timeout)]
    [InlineData(0, 0)]
    [InlineData(7, 0)]
    [InlineData(0, 7)]
    public async Task Bells_EitherSideSleepsNowAndThen_NeitherIsForgotten(int putPause, int takePause)
    {
        const int Count = 300_000;
        var taking = Task.Factory.StartNew(() => Take(takePause), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.Factory.StartNew(() => Put(Count, putPause), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        Assert.Equal(Enumerable.Range(0, Count), await taking);
    }

    public unsafe void Dispose() => NativeMemory.AlignedFree(_memory);

    private unsafe FutexEvent Bell(int side) => new(_memory + (side * FutexEvent.Size));

    private void Put(int count, int pause)
    {
        for (var number = 0; number < count; number++)
        {
            while (!_in.TryPut(number))
            {
                _in.ShowPut();
                Bell(0).Wait(() => _in.HasRoom);
            }

            if (_in.IsPortionPut)
            {
                _in.ShowPut();
                PauseAt(number, pause);
            }
        }

        _in.Close();
    }

    private List<int> Take(int pause)
    {
        var taken = new List<int>();
        while (true)
        {
            var isClosed = _out.IsClosed;
            var before = taken.Count;
            while (_out.TryTake(out var number))
            {
                taken.Add(number);
            }

            _out.ShowTaken();
            if (isClosed && taken.Count == before)
            {
                return taken;
            }

            PauseAt(taken.Count, pause);
            Bell(1).Wait(() => _out.HasAny || _out.IsClosed);
        }
    }

    // Longer than a side looks before it sleeps.
    private static void PauseAt(int number, int pause)
    {
        if (pause > 0 && number % pause == 0)
        {
            Thread.Sleep(1);
        }
    }
}
