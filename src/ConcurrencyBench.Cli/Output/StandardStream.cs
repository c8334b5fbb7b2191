using System.Text;
using Spectre.Console;

namespace ConcurrencyBench.Cli.Output;

/// <summary>
/// What a standard stream can show. Each is judged by itself, by what it is and not by who started the program: a file gets
/// UTF-8 and no escape code, whatever the environment says.
/// </summary>
/// <param name="IsTerminal">Whether it goes to a terminal, and not to a file or a pipe.</param>
/// <param name="Encoding">What it is written in, without a byte order mark.</param>
/// <param name="HasEscapes">Whether it understands escape codes.</param>
/// <param name="HasColours">Whether it may have colours as well.</param>
internal sealed record StandardStream(bool IsTerminal, Encoding Encoding, bool HasEscapes, bool HasColours)
{
    private const int UsualWidth = 80;

    private static readonly string[] _localeVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public static StandardStream Output { get; } = Of(!Console.IsOutputRedirected);

    public static StandardStream Error { get; } = Of(!Console.IsErrorRedirected);

    /// <summary>How wide the terminal is, in characters; as wide as most where that is not known.</summary>
    public static int TerminalWidth
    {
        get
        {
            try
            {
                return Console.WindowWidth is > 0 and var width ? width : UsualWidth;
            }
            catch (Exception exception) when (exception is IOException or PlatformNotSupportedException)
            {
                return UsualWidth;
            }
        }
    }

    /// <summary>Whether it has all signs.</summary>
    public bool HasSigns => Encoding.CodePage == Utf8.CodePage;

    /// <summary>What a stream can show.</summary>
    /// <param name="isTerminal">Whether it goes to a terminal.</param>
    /// <param name="variable">Looks a variable of the environment up.</param>
    /// <param name="console">What the runtime takes the terminal's encoding to be.</param>
    public static StandardStream Of(bool isTerminal, Func<string, string?> variable, Encoding console)
    {
        if (!isTerminal)
        {
            return new StandardStream(IsTerminal: false, Utf8, HasEscapes: false, HasColours: false);
        }

        var hasEscapes = OperatingSystem.IsWindows() || variable("TERM") is not (null or "" or "dumb");
        var hasColours = hasEscapes && string.IsNullOrEmpty(variable("NO_COLOR"));
        return new StandardStream(IsTerminal: true, TerminalEncoding(variable, console), hasEscapes, hasColours);
    }

    /// <summary>A console of Spectre's that writes what this stream can show and nothing else.</summary>
    /// <returns>The console; its width is the terminal's.</returns>
    public IAnsiConsole Draw(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = !HasEscapes ? AnsiSupport.No : OperatingSystem.IsWindows() ? AnsiSupport.Detect : AnsiSupport.Yes,
            ColorSystem = HasColours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,

            // They switch escape codes on where they find the variables of a build server.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = TerminalWidth;
        console.Profile.Capabilities.Unicode = HasSigns;
        return console;
    }

    private static StandardStream Of(bool isTerminal) => Of(isTerminal, Environment.GetEnvironmentVariable, isTerminal ? Console.OutputEncoding : Utf8);

    /// <summary>The runtime writes UTF-8 in every locale whose encoding it does not have, to terminals that do not read it.</summary>
    private static Encoding TerminalEncoding(Func<string, string?> variable, Encoding console)
    {
        // By its number: the runtime wraps a console's encoding in one of its own.
        if (console.CodePage != Utf8.CodePage)
        {
            return console;
        }

        var locale = _localeVariables.Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        var charset = locale?.Split('@')[0].Split('.') is [_, var named, ..] ? named.Replace("-", string.Empty, StringComparison.Ordinal) : null;
        return charset is null || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase) || OperatingSystem.IsWindows() ? Utf8 : Encoding.ASCII;
    }
}
