using System.Text;
using Spectre.Console;

namespace ConcurrencyBench.Cli.Output;

/// <summary>Standard output for Spectre.Console, which writes escape codes to a terminal; what it is given is made visible before.</summary>
internal sealed class TerminalOutput : IAnsiConsoleOutput
{
    private readonly AnsiConsoleOutput _usual = new(Console.Out);

    /// <inheritdoc/>
    public TextWriter Writer => StandardWriter.Output;

    /// <inheritdoc/>
    public bool IsTerminal => _usual.IsTerminal;

    /// <inheritdoc/>
    public int Width => _usual.Width;

    /// <inheritdoc/>
    public int Height => _usual.Height;

    /// <inheritdoc/>
    public void SetEncoding(Encoding encoding) => _usual.SetEncoding(encoding);
}
