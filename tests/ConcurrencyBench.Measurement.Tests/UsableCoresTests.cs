using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Tests.Fakes;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Tests;

/// <summary>Systems as files: what the affinity mask, the processors that are online and the quotas of control groups leave.</summary>
public sealed class UsableCoresTests : IDisposable
{
    private const string Version1 = "30 20 0:28 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct";
    private const string Version2 = "31 20 0:29 / /sys/fs/cgroup rw,relatime shared:5 - cgroup2 cgroup2 rw,nsdelegate";
    private const string Cpu1 = "/sys/fs/cgroup/cpu,cpuacct";

    private readonly SystemTree _system = new SystemTree()
        .With("/sys/devices/system/cpu/online", "0-7")
        .With("/proc/self/status", "Name:\tcbench\nCpus_allowed:\tff\nCpus_allowed_list:\t0-7\nMems_allowed_list:\t0");

    public void Dispose() => _system.Dispose();

    [Theory]
    [InlineData("0-7", "0-7", 8)]
    [InlineData("0-7", "2", 1)]
    [InlineData("0-7", "0,2-3,7", 4)]
    [InlineData("0,2-3", "0-7", 3)]
    [InlineData("0-1", "1-7", 1)]
    [InlineData("0-3", "0-127", 4)]
    [InlineData("0-1", "5,9", 2)]
    [InlineData("0-1", "4-7", 2)]
    [InlineData("0-3", "9", 1)]
    public void Read_AffinityAndOnline_CountsThoseThatAreBoth(string online, string allowed, int expected)
    {
        _system.With("/sys/devices/system/cpu/online", online).With("/proc/self/status", $"Cpus_allowed_list:\t{allowed}");
        Assert.Equal(new UsableCores(expected, null), Read());
    }

    [Theory]
    [InlineData("max 100000", null, 8)]
    [InlineData("200000 100000", 2.0, 2)]
    [InlineData("150000 100000", 1.5, 1.5)]
    [InlineData("50000 100000", 0.5, 0.5)]
    [InlineData("1600000 100000", 16.0, 8)]
    [InlineData("nonsense", null, 8)]
    [InlineData("0 0", null, 8)]
    public void Read_Version2_IsTheQuotaWhereItIsLess(string max, double? quota, double count)
    {
        _system.With("/proc/self/cgroup", "0::/a").With("/proc/self/mountinfo", Version2).With("/sys/fs/cgroup/a/cpu.max", max);
        Assert.Equal((quota, count), (Read().Quota, Read().Count));
    }

    [Theory]
    [InlineData("/", "/sys/fs/cgroup")]
    [InlineData("/a", "/sys/fs/cgroup")]
    [InlineData("/a/b/c", "/sys/fs/cgroup")]
    [InlineData("/a/b/c", "/sys/fs/cgroup/a")]
    [InlineData("/a/b/c", "/sys/fs/cgroup/a/b")]
    [InlineData("/a/b/c", "/sys/fs/cgroup/a/b/c")]
    public void Read_Version2_QuotaOfAnyLevelHolds(string group, string limited)
    {
        _system.With("/proc/self/cgroup", $"0::{group}").With("/proc/self/mountinfo", Version2)
            .With("/sys/fs/cgroup/a/b/c/cpu.max", "600000 100000").With($"{limited}/cpu.max", "250000 100000")
            .With("/sys/fs/cgroup/other/cpu.max", "10000 100000");
        Assert.Equal(2.5, Read().Quota);
    }

    [Theory]
    [InlineData("/a/b", "/a/b", "250000", 2.5)]
    [InlineData("/a/b", "/a", "250000", 2.5)]
    [InlineData("/a/b", "", "250000", 2.5)]
    [InlineData("/a/b", "/a/b", "-1", null)]
    public void Read_Version1_QuotaOfAnyLevelHolds(string group, string limited, string quota, double? expected)
    {
        _system.With("/proc/self/cgroup", $"4:memory:/elsewhere\n3:cpu,cpuacct:{group}\n0::/").With("/proc/self/mountinfo", Version1)
            .With($"{Cpu1}{limited}/cpu.cfs_quota_us", quota).With($"{Cpu1}{limited}/cpu.cfs_period_us", "100000")
            .With($"{Cpu1}/elsewhere/cpu.cfs_quota_us", "10000").With($"{Cpu1}/elsewhere/cpu.cfs_period_us", "100000");
        Assert.Equal(expected, Read().Quota);
    }

    /// <summary>As systemd mounts both: processors are given out in version 1, and version 2 only keeps the processes together.</summary>
    [Fact]
    public void Read_BothVersions_TheSmallerHolds()
    {
        _system.With("/proc/self/cgroup", "3:cpu,cpuacct:/one\n0::/two")
            .With("/proc/self/mountinfo", $"{Version1}\n{Version2.Replace("/sys/fs/cgroup", "/sys/fs/cgroup/unified", StringComparison.Ordinal)}")
            .With($"{Cpu1}/one/cpu.cfs_quota_us", "300000").With($"{Cpu1}/one/cpu.cfs_period_us", "100000");
        Assert.Equal(3, Read().Quota);

        _system.With("/sys/fs/cgroup/unified/two/cpu.max", "200000 100000");
        Assert.Equal(2, Read().Quota);
    }

    /// <summary>A container without a namespace of its own sees its group's path from outside, and mounted where the top would be.</summary>
    [Theory]
    [InlineData("/docker/ab", "/docker/ab", "")]
    [InlineData("/docker/ab", "/docker/ab/inner", "/inner")]
    [InlineData("/docker/ab", "/docker/abc", "")]
    [InlineData("/", "/../outside", "")]
    public void Read_MountedFromBelowTheTop_IsFoundThere(string root, string group, string folder)
    {
        _system.With("/proc/self/cgroup", $"0::{group}").With("/proc/self/mountinfo", Version2.Replace(" / ", $" {root} ", StringComparison.Ordinal))
            .With($"/sys/fs/cgroup{folder}/cpu.max", "250000 100000");
        Assert.Equal(2.5, Read().Quota);
    }

    [Fact]
    public void Read_MountPointWithASpace_IsFound()
    {
        _system.With("/proc/self/cgroup", "0::/a").With("/proc/self/mountinfo", Version2.Replace("/sys/fs/cgroup", @"/control\040groups", StringComparison.Ordinal))
            .With("/control groups/a/cpu.max", "250000 100000");
        Assert.Equal(2.5, Read().Quota);
    }

    [Fact]
    public void Read_NoControlGroups_HasNoQuota() => Assert.Equal(new UsableCores(8, null), Read());

    [Theory]
    [InlineData(8, null, 8, 8, 8)]
    [InlineData(8, 1.5, 1.5, 1, 2)]
    [InlineData(8, 0.5, 0.5, 1, 1)]
    [InlineData(2, 2.0, 2, 2, 2)]
    [InlineData(2, 6.0, 2, 2, 2)]
    public void Count_PartOfACore_IsAPartInSharesAndRoundedDownForWork(int processors, double? quota, double count, int whole, int runtime)
    {
        var cores = new UsableCores(processors, quota);
        Assert.Equal((count, whole, runtime), (cores.Count, cores.Whole, cores.AsTheRuntimeCounts));
    }

    [Fact]
    public void MachineProbe_ThisSystem_IsWhatTheSystemSays()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "read from /proc and /sys");
        Assert.Equal((UsableCores.Read().Count, UsableCores.Read().Quota), (MachineProbe.Read().UsableCores, MachineProbe.Read().CpuQuota));
    }

    [Theory]
    [InlineData("DOTNET_PROCESSOR_COUNT")]
    [InlineData("COMPlus_PROCESSOR_COUNT")]
    public void StartInfo_VariableThatOverridesTheProcessors_IsNotHandedOn(string name)
    {
        Environment.SetEnvironmentVariable(name, "3");
        try
        {
            Assert.DoesNotContain(name, ProgramCommand.StartInfo("worker").Environment.Keys);
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    /// <summary>The runtime prefers the name with DOTNET_: a value under it hides what the user set under the older one.</summary>
    [Theory]
    [InlineData("gcServer", "1", null)]
    [InlineData("EnableDiagnostics", "1", null)]
    [InlineData("TieredPGO", "0", null)]
    [InlineData("gcServer", "no number", "0")]
    [InlineData("gcServer", "", "0")]
    public void StartInfo_VariableUnderItsOlderName_HoldsWhereTheRuntimeWouldReadIt(string variable, string value, string? expected)
    {
        Environment.SetEnvironmentVariable($"COMPlus_{variable}", value);
        try
        {
            Assert.Equal(expected, ProgramCommand.StartInfo("worker").Environment.TryGetValue($"DOTNET_{variable}", out var set) ? set : null);
        }
        finally
        {
            Environment.SetEnvironmentVariable($"COMPlus_{variable}", null);
        }
    }

    private UsableCores Read() => UsableCores.Read(_system.Root);
}
