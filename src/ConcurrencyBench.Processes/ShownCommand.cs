using System.Text;

namespace ConcurrencyBench.Processes;

/// <summary>Commands of this program in messages: a reader can paste one in any folder.</summary>
public static class ShownCommand
{
    private const string Harmless = "%+,-./:=@_";

    /// <summary>A command as this process was started, by full path and with the assemblies that it opened, quoted for the shell.</summary>
    /// <param name="arguments">What follows the program; paths in full.</param>
    /// <returns>One line.</returns>
    public static string Of(params IEnumerable<string> arguments) =>
        Of(Environment.ProcessPath, AppContext.BaseDirectory, OpenedAssemblies.Arguments.Concat(arguments));

    /// <summary>The same for a process that was started otherwise.</summary>
    /// <param name="process">The program that runs, in full: this one, alone or in a single file, or <c>dotnet</c>, to which it was given.</param>
    /// <param name="folder">Where this program's assembly lies.</param>
    /// <param name="arguments">What follows the program.</param>
    /// <returns>One line.</returns>
    public static string Of(string? process, string folder, IEnumerable<string> arguments)
    {
        var assembly = Path.Combine(folder, "cbench.dll");
        string[] program = Path.GetFileNameWithoutExtension(process) switch
        {
            null => ["cbench"],
            "dotnet" => [process!, assembly],
            _ => [process!],
        };
        return string.Join(' ', program.Concat(arguments).Select(Quote));
    }

    /// <summary>An argument as a shell reads it back.</summary>
    /// <param name="argument">The argument.</param>
    /// <returns>The same where nothing in it means anything to a shell.</returns>
    public static string Quote(string argument)
    {
        if (argument.Length > 0 && argument.All(character => char.IsAsciiLetterOrDigit(character) || Harmless.Contains(character) || (character == '\\' && OperatingSystem.IsWindows())))
        {
            return argument;
        }

        if (OperatingSystem.IsWindows())
        {
            return $"\"{argument}\"";
        }

        return argument.Any(char.IsControl) ? QuoteControls(argument) : $"'{argument.Replace("'", "'\\''")}'";
    }

    /// <summary>A line feed in a name would end the line: POSIX's <c>$'…'</c> (2024) names it.</summary>
    private static string QuoteControls(string argument)
    {
        var quoted = new StringBuilder("$'");
        foreach (var character in argument)
        {
            quoted.Append(character switch
            {
                '\'' or '\\' => $"\\{character}",
                _ when char.IsControl(character) => string.Concat(Encoding.UTF8.GetBytes([character]).Select(octet => $"\\{Convert.ToString(octet, toBase: 8).PadLeft(3, '0')}")),
                _ => character.ToString(),
            });
        }

        return quoted.Append('\'').ToString();
    }
}
