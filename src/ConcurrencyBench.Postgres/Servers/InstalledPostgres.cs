using System.ComponentModel;
using System.Diagnostics;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Postgres.Servers;

/// <summary>PostgreSQL's programs on this machine, and how they are run: they refuse to be root.</summary>
/// <param name="Folder">Where <c>initdb</c> and <c>postgres</c> are.</param>
/// <param name="RunAs">The command that runs them as another user; empty where they can be run as they are.</param>
internal sealed record InstalledPostgres(string Folder, IReadOnlyList<string> RunAs)
{
    private const string User = "postgres";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Ways for root to run a program as another user, first the one that leaves no process between.</summary>
    private static readonly IReadOnlyList<IReadOnlyList<string>> WaysFromRoot =
    [
        ["setpriv", $"--reuid={User}", $"--regid={User}", "--init-groups", "--"],
        ["runuser", "-u", User, "--"],
    ];

    /// <summary>Looks for the programs, and tries whether they run.</summary>
    /// <returns>What was found; or why not and what to do, in a clause.</returns>
    public static (InstalledPostgres? Found, string? Reason) Find()
    {
        if (OperatingSystem.IsWindows())
        {
            return (null, "no server is started on Windows: give one with --postgres");
        }

        if (Folders().FirstOrDefault(HasPrograms) is not { } folder)
        {
            return (null, "PostgreSQL is not installed: install it (Debian: apt-get install postgresql), or give a server with --postgres");
        }

        IReadOnlyList<IReadOnlyList<string>> ways = Environment.IsPrivilegedProcess ? WaysFromRoot : [[]];
        var tried = ways.Select(way => (Way: way, Trouble: Trouble([.. way, Path.Combine(folder, "initdb"), "--version"]))).ToList();
        return tried.Find(attempt => attempt.Trouble is null) is { Way: { } works }
            ? (new InstalledPostgres(folder, works), null)
            : (null, Environment.IsPrivilegedProcess
                ? $"PostgreSQL refuses to run as root, and root cannot run it as user {User} ({tried[0].Trouble}): make that user (useradd --system {User}) and install util-linux, or run cbench as an ordinary user, or give a server with --postgres"
                : $"PostgreSQL in {folder} does not run ({tried[0].Trouble}): install it again, or give a server with --postgres");
    }

    /// <summary>The number of the user whose the folders of servers are.</summary>
    /// <returns>This user's; of root, that of the user that the programs run as, or root's own where there is none.</returns>
    public static uint UserId() =>
        Environment.IsPrivilegedProcess && ProcFile.Read("/etc/passwd") is { } users
            && users.Split('\n').Select(line => line.Split(':')).FirstOrDefault(fields => fields is [User, _, _, ..]) is { } user
            && uint.TryParse(user[2], out var id) ? id : Leftovers.OwnUserId;

    /// <summary>Removes a server's folder as the user whose it is: that user could lead root elsewhere meanwhile.</summary>
    public static bool Remove(string folder)
    {
        IReadOnlyList<IReadOnlyList<string>> ways = Environment.IsPrivilegedProcess ? WaysFromRoot : [[]];
        return ways.Any(way => Run([.. way, "rm", "-rf", "--", folder]).Trouble is null && !Directory.Exists(folder));
    }

    private static bool HasPrograms(string folder) =>
        File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"));

    /// <summary>Where the programs may be: what the user's PATH leads to first, then where systems put them, the newest first.</summary>
    private static IEnumerable<string> Folders()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        foreach (var program in path.SelectMany(folder => new[] { Path.Combine(folder, "postgres"), Path.Combine(folder, "initdb") }).Where(File.Exists))
        {
            // A link leads to where the others are too.
            yield return Path.GetDirectoryName(File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program)!;
        }

        if (Run(["pg_config", "--bindir"]) is { Trouble: null } configured)
        {
            yield return configured.Output.Trim();
        }

        foreach (var folder in Versions("/usr/lib/postgresql", "*").Concat(Versions("/usr", "pgsql-*")).Concat(Versions("/opt/homebrew/opt", "postgresql@*")))
        {
            yield return Path.Combine(folder, "bin");
        }

        yield return "/usr/local/pgsql/bin";
    }

    private static IEnumerable<string> Versions(string folder, string pattern) => Directory.Exists(folder)
        ? Directory.GetDirectories(folder, pattern).OrderByDescending(Version)
        : [];

    private static double Version(string folder) =>
        double.TryParse(folder.AsSpan(folder.LastIndexOfAny(['/', '-', '@']) + 1), out var version) ? version : 0;

    private static string? Trouble(IReadOnlyList<string> command) => Run(command).Trouble;

    private static (string Output, string? Trouble) Run(IReadOnlyList<string> command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,

                // The other user may not be allowed to see the current folder.
                WorkingDirectory = "/",
            })!;
            var output = LastLinesAsync(process.StandardOutput);
            var error = LastLinesAsync(process.StandardError);
            if (!process.WaitForExit(Patience))
            {
                process.Kill();
                return (string.Empty, $"{command[0]} did not end within {Patience.TotalSeconds:0} s");
            }

            return (output.Result, process.ExitCode == 0 ? null : error.Result.Trim());
        }
        catch (Win32Exception exception)
        {
            return (string.Empty, $"{command[0]}: {exception.Message}");
        }
    }

    private static async Task<string> LastLinesAsync(StreamReader stream)
    {
        var tail = new LogTail();
        await Task.Run(() => tail.Read(stream.BaseStream, stream.CurrentEncoding));
        return string.Join(' ', tail.Lines);
    }
}
