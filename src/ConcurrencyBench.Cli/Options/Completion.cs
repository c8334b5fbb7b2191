using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using ConcurrencyBench.Cli.Commands;

namespace ConcurrencyBench.Cli.Options;

/// <summary>
/// <c>cbench "[suggest:POSITION]" "LINE"</c>: how the word before a position of a command line may go on, one a line, as shells ask
/// for it. The library's directive reads the rest of the command line as a command of ours, and knows no default command.
/// </summary>
internal static class Completion
{
    private const string Directive = "[suggest";

    /// <summary>Whether a command line asks for completion.</summary>
    public static bool IsAskedFor(IReadOnlyList<string> arguments) =>
        arguments is [var first, ..] && first.StartsWith(Directive, StringComparison.Ordinal) && first.EndsWith(']');

    /// <summary>Writes the answers.</summary>
    public static void Write(RootCommand root, IReadOnlyList<string> arguments, TextWriter output)
    {
        var line = arguments.ElementAtOrDefault(1) ?? string.Empty;
        var position = int.TryParse(arguments[0][Directive.Length..].Trim(':', ']'), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? Math.Min(given, line.Length)
            : line.Length;
        foreach (var word in Of(root, line[..position]))
        {
            output.WriteLine(word);
        }
    }

    /// <summary>How the last word of a line may go on.</summary>
    public static IEnumerable<string> Of(RootCommand root, string line)
    {
        var word = line[(line.LastIndexOf(' ') + 1)..];
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
        var whole = $"{RootCommand.ExecutableName} {string.Join(' ', CommandTree.Whole(words is [] ? ["--help"] : words))}{(word.Length == 0 ? " " : string.Empty)}";
        var parsed = root.Parse(words is [] ? $"{RootCommand.ExecutableName} " : whole);
        return parsed.GetCompletions(words is [] ? null : whole.Length).Select(item => item.Label)
            .Where(label => label.StartsWith(word, StringComparison.OrdinalIgnoreCase) && label[0] != '/' && (word.Length > 0 || label[0] != '-'))
            .Distinct();
    }

    /// <summary>Lets an option's value be completed, name by name where it is a list of them.</summary>
    public static void Add(Option option, Func<IEnumerable<string>> names) => option.CompletionSources.Add(context =>
    {
        var before = context.WordToComplete[..(context.WordToComplete.LastIndexOf(',') + 1)];
        return names().Except(before.Split(',')).Select(name => new CompletionItem(before + name));
    });
}
