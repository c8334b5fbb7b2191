using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Postgres.Connections;
using Npgsql;

namespace ConcurrencyBench.Postgres.Servers;

/// <summary>Whether there is a server to measure with, and how much of it.</summary>
/// <param name="Availability">Yes, or no with the reason and the remedy.</param>
/// <param name="ConnectionLimit">How many connections may be open to it at once.</param>
internal sealed record ServerFindings(Applicability Availability, ConnectionLimit ConnectionLimit)
{
    private const int ConnectSeconds = 5;

    /// <summary>Looks: at the server that was given, or for the programs to start one.</summary>
    public static ServerFindings Look()
    {
        if (GivenServer.ConnectionString is { } given)
        {
            return LookAt(given);
        }

        var (_, reason) = InstalledPostgres.Find();
        return reason is null ? new(
            Applicability.Yes,
            new(StartedServer.MostConnections, $"the server that is started here allows {StartedServer.MostConnections}", _ => "a server of your own, by --postgres")) : Not(reason);
    }

    private static ServerFindings LookAt(string given)
    {
        try
        {
            var settings = GivenServer.Parse(given);
            settings.Timeout = settings.Timeout is 0 or > ConnectSeconds ? ConnectSeconds : settings.Timeout;
            using var source = Sources.Of(settings);
            using var connection = PostgresConnection.Open(source, seed: 0);
            var gate = default(NoGate);
            connection.Exchange(0, ref gate);
            return new(
                Applicability.Yes,
                new(connection.AskForLimit(), "max_connections of the given server, less those in use, allows no more", _ => "a higher max_connections there"));
        }
        catch (UsageException exception)
        {
            return Not(exception.Message);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or ArgumentException or NotSupportedException)
        {
            return Not($"the given server cannot be used ({exception.Message}): correct {GivenServer.Variable} or --postgres, or leave it out to have one started");
        }
    }

    private static ServerFindings Not(string reason) => new(Applicability.No(reason), ConnectionLimit.None);
}
