using System.Globalization;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Workloads.Waits;

/// <summary>
/// Where items in processes that share no memory wait until all have come: each leaves a file in a folder and waits until their parent has removed it.
/// Nothing of what they hold has to be sent, and a process reads nothing of itself.
/// </summary>
/// <param name="folder">The folder, one for the children of one process.</param>
internal sealed class FolderBarrier(string folder)
{
    // No item has this number.
    private const string EndName = "end";

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(1);

    /// <summary>The folder of a process's children below another folder.</summary>
    /// <param name="folder">The other folder.</param>
    /// <param name="parent">The process id.</param>
    public static FolderBarrier Of(string folder, int parent) => new(Path.Combine(folder, parent.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Makes the folder, empty; for the parent, while no item waits.</summary>
    public void Reset()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
    }

    /// <summary>Whether so many items wait.</summary>
    public bool HaveCome(int count) => Directory.EnumerateFiles(folder).Count() >= count;

    /// <summary>Lets all items go, those that come later too; for the parent.</summary>
    public void End()
    {
        File.WriteAllBytes(Path.Combine(folder, EndName), []);
        foreach (var item in Directory.GetFiles(folder).Where(file => Path.GetFileName(file) != EndName))
        {
            File.Delete(item);
        }
    }

    /// <summary>Blocks the thread until the parent lets all go.</summary>
    public void Wait<TGate>(int item, ref TGate gate)
        where TGate : struct, IGate
    {
        Come(item);
        gate.EnterBlocking();
        try
        {
            // A timer would start threads of the pool, which would be counted as the item's.
            while (!IsOver(item))
            {
                HighResolutionSleep.For(_pause);
            }
        }
        finally
        {
            gate.ExitBlocking();
        }
    }

    /// <summary>Waits without blocking until the parent lets all go.</summary>
    public async Task WaitAsync(int item, CancellationToken cancellationToken)
    {
        Come(item);
        while (!IsOver(item))
        {
            await Task.Delay(_pause, cancellationToken);
        }
    }

    private string PathOf(int item) => Path.Combine(folder, item.ToString(CultureInfo.InvariantCulture));

    private void Come(int item) => File.WriteAllBytes(PathOf(item), []);

    private bool IsOver(int item) => !File.Exists(PathOf(item)) || File.Exists(Path.Combine(folder, EndName));
}
