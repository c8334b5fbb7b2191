using System.Diagnostics;

namespace ConcurrencyBench.EndToEnd.Tests.Driving;

/// <summary>The real program, as a user starts it: its working directory, temporary folder and processes are the sandbox's.</summary>
/// <param name="sandbox">Where it runs.</param>
internal sealed class Cbench(Sandbox sandbox)
{
    /// <summary>The program beside this assembly.</summary>
    public static string Path { get; } =
        System.IO.Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "cbench.exe" : "cbench");

    /// <summary>Variables that it is started with, beside the system's.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>A program that starts it, with arguments, as "unshare -n"; none by default.</summary>
    public IReadOnlyList<string> Wrapper { get; init; } = [];

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">Its command line.</param>
    /// <returns>What it said and how it ended.</returns>
    public async Task<Outcome> RunAsync(params IReadOnlyList<string> arguments)
    {
        await using var running = Start(arguments);
        return await running.WaitAsync();
    }

    /// <summary>Starts it.</summary>
    /// <param name="arguments">Its command line.</param>
    /// <returns>The running program.</returns>
    public RunningCbench Start(params IReadOnlyList<string> arguments)
    {
        IReadOnlyList<string> command = [.. Wrapper, Path, .. arguments];
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = sandbox.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var own in start.Environment.Keys.Where(name => name.StartsWith("CBENCH_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(own);
        }

        start.Environment["TMPDIR"] = sandbox.Temporary;

        // Else a calibration of the user would be used.
        start.Environment["XDG_DATA_HOME"] = System.IO.Path.Combine(sandbox.Folder, "user-data");
        start.Environment[Sandbox.MarkName] = sandbox.Mark;

        // Else the runtime keeps sockets in the temporary folder, and leaves them there when it is killed.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return new RunningCbench(Process.Start(start)!, sandbox);
    }
}
