using System.Globalization;
using System.Text;
using ConcurrencyBench.Core;

namespace ConcurrencyBench.Cli.Output;

/// <summary>A standard stream that may have been sent to a file on a full disk.</summary>
/// <param name="inner">The stream.</param>
/// <param name="refused">What to do when the system refuses to write; to return is to do without the text.</param>
internal sealed class StandardWriter(TextWriter inner, Action<IOException> refused) : TextWriter(CultureInfo.InvariantCulture)
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <summary>Standard output as it is, for those who write escape codes and make what they write between them visible themselves.</summary>
    public static TextWriter Output { get; private set; } = Console.Out;

    /// <summary>Standard error as it is; likewise.</summary>
    public static TextWriter Error { get; private set; } = Console.Error;

    /// <summary>Makes a refusal of standard output a user's error, and of standard error nothing: a run does not end because its progress cannot be shown. And makes visible what both are given.</summary>
    public static void Guard()
    {
        Output = Synchronized(new StandardWriter(Console.Out, exception => throw new UsageException(
            $"cannot write standard output ({exception.Message.TrimEnd('.')}): make room, or send it elsewhere")));
        Error = Synchronized(new StandardWriter(Console.Error, _ => { }));
        Console.SetOut(new VisibleWriter(Output));
        Console.SetError(new VisibleWriter(Error));
    }

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => inner.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => inner.Write(value));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    /// <inheritdoc/>
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
