using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Processes;

/// <summary>Where processes share memory: found by making such memory, not by looking whether the place is there.</summary>
/// <param name="Folder">The folder; null when none will do.</param>
/// <param name="Refusals">What the system said to the folders before it, in the order in which they were tried.</param>
public sealed record SharedMemoryPlace(string? Folder, IReadOnlyList<string> Refusals)
{
    /// <summary>The folder in memory, where Linux has it.</summary>
    public const string InMemory = "/dev/shm";

    // What a stream of a few workers takes, and more than a message or a digest for each item does.
    private const long TrialBytes = 16L << 20;

    private static readonly Lazy<SharedMemoryPlace> _ofThisSystem = new(() => Find(Folders));

    /// <summary>The place of this system, tried once.</summary>
    public static SharedMemoryPlace OfThisSystem => _ofThisSystem.Value;

    /// <summary>Whether there is one.</summary>
    public Applicability Availability => Folder is null
        ? Applicability.No($"no memory can be shared between processes ({string.Join("; ", Refusals)}): make room in {InMemory} or in the temporary folder, or allow writing there")
        : Applicability.Yes;

    /// <summary>The folders to try, the best first.</summary>
    internal static IReadOnlyList<string> Folders => OperatingSystem.IsLinux() ? [InMemory, Path.GetTempPath()] : [Path.GetTempPath()];

    /// <summary>Tries folders until memory can be made in one.</summary>
    internal static SharedMemoryPlace Find(IReadOnlyList<string> folders)
    {
        var refusals = new List<string>();
        foreach (var folder in folders)
        {
            try
            {
                using var memory = SharedMemory.Create(folder, TrialBytes);
                return new SharedMemoryPlace(folder, refusals);
            }
            catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
            {
                refusals.Add($"{Path.TrimEndingDirectorySeparator(folder)}: {refusal.Message.TrimEnd('.')}");
            }
        }

        return new SharedMemoryPlace(null, refusals);
    }
}
