using System.Globalization;
using System.Text;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Cli.Output;

/// <summary>A standard stream on which no text steers the terminal, wherever in it a name, a reason or a log line stands.</summary>
internal sealed class VisibleWriter(TextWriter inner) : TextWriter(CultureInfo.InvariantCulture)
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => inner.Write(Visible.Lines(value.ToString()));

    public override void Write(char[] buffer, int index, int count) => inner.Write(Visible.Lines(new string(buffer, index, count)));

    public override void Write(string? value) => inner.Write(Visible.Lines(value ?? string.Empty));

    public override void WriteLine() => inner.WriteLine();

    public override void WriteLine(string? value) => inner.WriteLine(Visible.Lines(value ?? string.Empty));

    public override void Flush() => inner.Flush();
}
