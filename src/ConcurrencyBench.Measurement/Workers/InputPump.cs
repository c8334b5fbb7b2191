using System.IO.Pipelines;

namespace ConcurrencyBench.Measurement.Workers;

/// <summary>
/// Standard input as a stream that can be awaited. A read of the console's own stream blocks a thread-pool thread as long
/// as nothing comes, and would take one of few from the models that live on the pool: here a thread of its own blocks.
/// </summary>
internal static class InputPump
{
    private const int ChunkBytes = 4096;

    /// <summary>Reads a blocking stream on a thread of its own.</summary>
    /// <param name="input">The stream; read to its end.</param>
    /// <returns>The same bytes, to be awaited.</returns>
    public static Stream Start(Stream input)
    {
        var pipe = new Pipe();
        new Thread(() => Copy(input, pipe.Writer)) { IsBackground = true, Name = "input" }.Start();
        return pipe.Reader.AsStream();
    }

    private static void Copy(Stream input, PipeWriter writer)
    {
        int read;
        while ((read = input.Read(writer.GetSpan(ChunkBytes))) > 0)
        {
            writer.Advance(read);

            // A request is far below the pipe's threshold, so this does not wait.
            writer.FlushAsync().AsTask().GetAwaiter().GetResult();
        }

        writer.Complete();
    }
}
