using System.Diagnostics;

/// <summary>
/// What the runtime calls before the program when <c>DOTNET_STARTUP_HOOKS</c> names this assembly: runs a shell script in processes of a kind, with
/// their streams, and ends them when the script fails. It lets a test play what a worker may do. Its name, and that it has no namespace, are the runtime's.
/// </summary>
internal static class StartupHook
{
    /// <summary>The variable with the verb of the processes, as "worker".</summary>
    public const string Verb = "HOOKED_VERB";

    /// <summary>The variable with the script.</summary>
    public const string Script = "HOOKED_SCRIPT";

    public static void Initialize()
    {
        var verb = Environment.GetEnvironmentVariable(Verb);
        if (!Environment.GetCommandLineArgs().Skip(1).Take(1).Contains(verb))
        {
            return;
        }

        using var shell = Process.Start("/bin/sh", ["-c", Environment.GetEnvironmentVariable(Script)!]);
        shell.WaitForExit();
        if (shell.ExitCode != 0)
        {
            Environment.Exit(shell.ExitCode);
        }
    }
}
