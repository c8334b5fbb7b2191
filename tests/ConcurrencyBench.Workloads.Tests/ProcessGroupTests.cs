using System.Diagnostics;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Workloads.Tests;

public sealed class ProcessGroupTests
{
    /// <summary>A moment is compared with starts of processes: both must count from the same one, also in a container.</summary>
    [Fact]
    public void Now_BeforeAndAfterAProcessStarts_IsOnBothSidesOfItsStart()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "not available on this system");
        var before = ProcessGroup.Now();
        using var child = Process.Start(new ProcessStartInfo("sleep", ["600"]))!;
        try
        {
            Assert.InRange(ProcessTree.StartOf(child.Id)!.Value, before, ProcessGroup.Now());
        }
        finally
        {
            child.Kill();
        }
    }
}
