using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;

namespace ConcurrencyBench.Benchmarks.Messages;

/// <summary>
/// What a C program does: two processes, a pipe each way, <c>write(2)</c> and <c>read(2)</c>. The other process is this program
/// under a verb of its own, which sends back what it gets. The bytes are not examined.
/// </summary>
internal sealed class PipeTwin : IDisposable
{
    /// <summary>The first argument of the process that answers; the size of its messages follows.</summary>
    public const string Verb = "pipe-twin";

    private readonly Process _process;
    private readonly byte[] _message;
    private readonly int _input;
    private readonly int _output;

    private PipeTwin(Process process, int bytes)
    {
        _process = process;
        _message = new byte[bytes];
        _input = Descriptor(process.StandardInput.BaseStream);
        _output = Descriptor(process.StandardOutput.BaseStream);
    }

    /// <summary>Starts the other process.</summary>
    /// <returns>The twin, ready: one message has gone to and fro.</returns>
    public static PipeTwin Start(int bytes)
    {
        string[] arguments = [typeof(PipeTwin).Assembly.Location, Verb, bytes.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var twin = new PipeTwin(Process.Start(start)!, bytes);
        twin.RoundTrip();
        return twin;
    }

    /// <summary>The other process: answers until its input closes.</summary>
    public static int Run(string argument)
    {
        var message = new byte[int.Parse(argument, CultureInfo.InvariantCulture)];
        while (RawPipe.ReadAll(0, message))
        {
            RawPipe.WriteAll(1, message);
        }

        return 0;
    }

    /// <summary>Sends a message and waits until it is back.</summary>
    public void RoundTrip()
    {
        RawPipe.WriteAll(_input, _message);
        if (!RawPipe.ReadAll(_output, _message))
        {
            throw new InvalidOperationException("the process of the pipe's other end ended");
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static int Descriptor(Stream stream) => (int)((PipeStream)stream).SafePipeHandle.DangerousGetHandle();
}
