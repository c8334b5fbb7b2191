using ConcurrencyBench.Postgres.Servers;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Postgres;

/// <summary>The servers that this program starts.</summary>
public static class StartedPostgres
{
    /// <summary>Removes the folders of servers all of whose processes were killed at once (see <see cref="Leftovers"/>).</summary>
    /// <returns>What was removed.</returns>
    public static IReadOnlyList<string> RemoveLeftovers()
    {
        var places = new[] { Path.TrimEndingDirectorySeparator(Path.GetTempPath()), "/tmp" }.Distinct();
        return [.. places.SelectMany(place => Leftovers.Find(place, StartedServer.Kind, InstalledPostgres.UserId())).Where(InstalledPostgres.Remove)];
    }
}
