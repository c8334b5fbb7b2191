using System.Globalization;
using System.Text;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Cli.Output;

/// <summary>A standard stream that may have been sent to a file on a full disk, or to a terminal that lacks the program's signs.</summary>
/// <param name="inner">The stream.</param>
/// <param name="spell">Spells what the stream does not have.</param>
/// <param name="refused">What to do when the system refuses to write; to return is to omit the text.</param>
internal sealed class StandardWriter(TextWriter inner, Func<string, string> spell, Action<IOException> refused) : TextWriter(CultureInfo.InvariantCulture)
{
    public override Encoding Encoding => inner.Encoding;

    /// <summary>Standard output as it is, for those who write escape codes and make what they write between them visible themselves.</summary>
    public static TextWriter Output { get; private set; } = Console.Out;

    /// <summary>Standard error as it is; likewise.</summary>
    public static TextWriter Error { get; private set; } = Console.Error;

    /// <summary>Makes a refusal of standard output a user's error, and of standard error nothing: a run does not end because its progress cannot be shown. And makes visible what both are given.</summary>
    public static void Guard()
    {
        if (OperatingSystem.IsWindows() && (StandardStream.Output.IsTerminal || StandardStream.Error.IsTerminal))
        {
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }

        Output = Synchronized(Create(StandardStream.Output, Console.OpenStandardOutput, exception => throw new UsageException(
            $"cannot write standard output ({exception.Message.TrimEnd('.')}): make room, or send it elsewhere")));
        Error = Synchronized(Create(StandardStream.Error, Console.OpenStandardError, _ => { }));
        Console.SetOut(new VisibleWriter(Output));
        Console.SetError(new VisibleWriter(Error));
    }

    private static StandardWriter Create(StandardStream stream, Func<Stream> open, Action<IOException> refused) =>
        new(new StreamWriter(open(), stream.Encoding, bufferSize: 1024) { AutoFlush = true }, PlainSigns.In(stream.Encoding), refused);

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(string? value) => Try(() => inner.Write(spell(value ?? string.Empty)));

    public override void WriteLine(string? value) => Try(() => inner.WriteLine(spell(value ?? string.Empty)));

    public override void Flush() => Try(inner.Flush);

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (IOException exception)
        {
            refused(exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            // The stream is closed, or open for reading alone.
            refused(exception.InnerException as IOException ?? new IOException(exception.Message));
        }
    }
}
