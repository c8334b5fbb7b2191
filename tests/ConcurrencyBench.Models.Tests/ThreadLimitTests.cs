namespace ConcurrencyBench.Models.Tests;

public sealed class ThreadLimitTests
{
    private const long Memory = 64L << 30;
    private const int Spare = 256;

    [Fact]
    public void Of_RoomEverywhere_IsWhatTheMapsAllow()
    {
        var limit = Limit();

        Assert.Equal(((65530 - 2000) / 4) - Spare, limit.Threads);
        Assert.True(limit.Allows(10_000).Applies);
        Assert.Equal(
            "the system allows about 15,626 threads: vm.max_map_count is 65,530, and a thread takes 4 maps",
            limit.Allows(100_000).ReasonAgainst);
    }

    [Theory]
    [InlineData("/proc/sys/kernel/threads-max", "5000\n", 5000 - 345, "kernel.threads-max is 5,000, and there are 345 threads already")]
    [InlineData("/proc/sys/kernel/pid_max", "4194\n", 4194 - 345, "kernel.pid_max is 4,194, and there are 345 threads already")]
    [InlineData("/sys/fs/cgroup/a/b/pids.max", "1000\n", 1000 - 12, "pids.max of the cgroup /sys/fs/cgroup/a/b is 1,000, and it has 12")]
    [InlineData("/sys/fs/cgroup/a/pids.max", "2000\n", 2000, "pids.max of the cgroup /sys/fs/cgroup/a is 2,000, and it has 0")]
    [InlineData("/sys/fs/cgroup/pids/c/pids.max", "700\n", 700, "pids.max of the cgroup /sys/fs/cgroup/pids/c is 700, and it has 0")]
    [InlineData("/proc/self/limits", "Max open files            20000                20000                files     \nMax processes             900                  96364                processes \n", 900 - 345, "ulimit -u is 900, and there are 345 threads already")]
    public void Of_OneTightLimit_IsThatOneLessTheSpare(string path, string text, long threads, string reason)
    {
        var limit = Limit((path, text));

        Assert.Equal((threads - Spare, reason), (limit.Threads, limit.Reason));
    }

    [Fact]
    public void Of_UserIsPrivileged_LeavesOutTheUsersLimit() => Assert.StartsWith(
        "vm.max_map_count",
        ThreadLimit.Of(Files(("/proc/self/limits", "Max processes             900                  900                processes \n")), Memory, isPrivileged: true).Reason,
        StringComparison.Ordinal);

    [Fact]
    public void Of_LittleMemory_IsWhatTheMemoryHolds()
    {
        var limit = ThreadLimit.Of(Files(), 128L << 20, isPrivileged: false);

        Assert.Equal((128L << 20) / (56 << 10), limit.Threads + Spare);
        Assert.Equal("there are 128 MiB of memory, and a thread takes about 56 KiB", limit.Reason);
    }

    [Fact]
    public void Of_NothingLeft_AllowsNone() => Assert.False(Limit(("/proc/sys/kernel/threads-max", "346")).Allows(1).Applies);

    [Fact]
    public void Of_NoFiles_IsWhatTheMemoryHolds() => Assert.Equal(
        (Memory / (56 << 10)) - Spare, ThreadLimit.Of(_ => null, Memory, isPrivileged: false).Threads);

    private static ThreadLimit Limit(params (string Path, string Text)[] other) => ThreadLimit.Of(Files(other), Memory, isPrivileged: false);

    private static Func<string, string?> Files(params (string Path, string Text)[] other)
    {
        var files = new Dictionary<string, string>
        {
            ["/proc/loadavg"] = "0.52 0.58 0.59 2/345 6789\n",
            ["/proc/sys/kernel/threads-max"] = "192729\n",
            ["/proc/sys/kernel/pid_max"] = "4194304\n",
            ["/proc/sys/vm/max_map_count"] = "65530\n",
            ["/proc/self/limits"] = "Max processes             unlimited            unlimited            processes \n",
            ["/proc/self/cgroup"] = "9:name=systemd:/\n8:pids:/c\n4:memory:/x\n0::/a/b\n",
            ["/sys/fs/cgroup/a/b/pids.max"] = "max\n",
            ["/sys/fs/cgroup/a/b/pids.current"] = "12\n",
        };
        foreach (var (path, text) in other)
        {
            files[path] = text;
        }

        return files.GetValueOrDefault;
    }
}
