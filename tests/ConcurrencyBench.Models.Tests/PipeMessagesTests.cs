using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models.Tests;

public sealed class PipeMessagesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1 << 20)]
    public void Receive_MessagesThatWereSent_GivesThemInOrderHoweverTheyArrive(int portion)
    {
        using var pipe = new MemoryStream();
        var sending = new PipeMessages(Stream.Null, pipe);
        byte[][] bodies = [[], [1, 2, 3], [.. Enumerable.Range(0, 200_000).Select(number => (byte)number)], [4]];
        Array.ForEach(bodies, body => sending.Send(PipeKind.Done, body));
        pipe.Position = 0;
        var receiving = new PipeMessages(new PortionStream(pipe, portion), Stream.Null);

        foreach (var body in bodies)
        {
            Assert.Equal(PipeKind.Done, receiving.Receive(PipeKind.Answers));
            Assert.Equal(body, receiving.Body.ToArray());
        }

        Assert.Null(receiving.Receive(PipeKind.Answers));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    public void Receive_MessageThatIsCutOff_GivesNothing(int length)
    {
        using var pipe = new MemoryStream();
        new PipeMessages(Stream.Null, pipe).Send(PipeKind.Done, [1, 2, 3, 4]);
        pipe.SetLength(length);
        pipe.Position = 0;

        Assert.Null(new PipeMessages(pipe, Stream.Null).Receive(PipeKind.Answers));
    }

    [Fact]
    public void Receive_OtherBytes_SaysWhich()
    {
        using var pipe = new MemoryStream("hello"u8.ToArray());

        Assert.Contains("byte 68", Assert.Throws<InvalidDataException>(() => new PipeMessages(pipe, Stream.Null).Receive(PipeKind.Answers)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Receive_LengthBelowNothing_IsRefused()
    {
        using var pipe = new MemoryStream([PipeKind.Done, 255, 255, 255, 255]);

        Assert.Throws<InvalidDataException>(() => new PipeMessages(pipe, Stream.Null).Receive(PipeKind.Answers));
    }

    private sealed class PortionStream(Stream stream, int most) : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer) => stream.Read(buffer[..Math.Min(buffer.Length, most)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
