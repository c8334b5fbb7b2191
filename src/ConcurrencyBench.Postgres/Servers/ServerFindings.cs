using ConcurrencyBench.Core;
using ConcurrencyBench.Postgres.Connections;
using Npgsql;

namespace ConcurrencyBench.Postgres.Servers;

/// <summary>Whether there is a server to measure with, and how much of it.</summary>
/// <param name="Availability">Yes, or no with the reason and the remedy.</param>
/// <param name="ConnectionLimit">How many connections may be open to it at once.</param>
internal sealed record ServerFindings(Support Availability, int ConnectionLimit)
{
    private const int ConnectSeconds = 5;

    /// <summary>Looks: at the server that was given, or for the programs to start one.</summary>
    /// <returns>What was found.</returns>
    public static ServerFindings Look()
    {
        if (GivenServer.ConnectionString is { } given)
        {
            return LookAt(given);
        }

        var (_, reason) = InstalledPostgres.Find();
        return reason is null ? new(Support.Yes, StartedServer.MostConnections) : new(Support.No(reason), 0);
    }

    private static ServerFindings LookAt(string given)
    {
        try
        {
            var settings = GivenServer.Parse(given);
            settings.Timeout = settings.Timeout is 0 or > ConnectSeconds ? ConnectSeconds : settings.Timeout;
            using var source = Sources.Of(settings);
            using var connection = PostgresConnection.Open(source, seed: 0);
            connection.Ask(0);
            return new(Support.Yes, connection.AskForLimit());
        }
        catch (UsageException exception)
        {
            return new(Support.No(exception.Message), 0);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or ArgumentException or NotSupportedException)
        {
            return new(Support.No($"the given server cannot be used ({exception.Message}): correct {GivenServer.Variable} or --postgres, or leave it out to have one started"), 0);
        }
    }
}
