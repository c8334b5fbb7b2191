using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Models.Tests;

/// <summary>What this process has that a model could leave behind, as Linux's /proc shows it.</summary>
internal sealed record Leftovers(int Threads, int Children, int Sockets, int Pipes, int SharedFiles, long Timers)
{
    /// <summary>Does something twice and holds what is left after the second time against what was there before it.</summary>
    public static async Task AssertNoneAsync(Func<Task> use)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "what a process has is read from /proc");

        // Once for what the runtime itself opens at the first use, such as the signal handling of child processes.
        await use();

        // What an earlier test left to the finalizer must not vanish between the two looks.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Now();
        await use();

        // The runtime returns timers and reaps threads a moment later.
        var after = Now().Since(before);
        for (var attempt = 0; attempt < 100 && after != before; attempt++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            after = Now().Since(before);
        }

        Assert.Equal(before, after);
        Assert.Equal((0, 0, 0), (after.Threads, after.Children, after.SharedFiles));
    }

    private static Leftovers Now()
    {
        var tasks = Directory.GetDirectories("/proc/self/task");
        var links = Directory.GetFiles("/proc/self/fd").Select(LinkOf).ToList();
        return new Leftovers(
            tasks.Count(task => ReadOf(task, "comm").StartsWith(ThreadTeam.NamePrefix, StringComparison.Ordinal)),
            tasks.Sum(task => ReadOf(task, "children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Length),
            links.Count(link => link.StartsWith("socket:", StringComparison.Ordinal)),
            links.Count(link => link.StartsWith("pipe:", StringComparison.Ordinal)),
            Directory.GetFiles("/dev/shm", $"cbench-{Environment.ProcessId}-*").Length,
            Timer.ActiveCount);
    }

    /// <summary>As it compares to an earlier look: the timers of earlier tests' timeouts end meanwhile, and are none of the model's.</summary>
    private Leftovers Since(Leftovers before) => this with { Timers = Math.Max(Timers, before.Timers) };

    // A thread or descriptor may end between the listing and the look at it.
    private static string ReadOf(string task, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, file));
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }

    private static string LinkOf(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget ?? string.Empty;
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }
}
