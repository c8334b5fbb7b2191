using ConcurrencyBench.Postgres.Servers;
using ConcurrencyBench.Workloads.Fixtures;
using Npgsql;

namespace ConcurrencyBench.Postgres.Connections;

/// <summary>How the workload connects, whatever else a connection string says.</summary>
internal static class Sources
{
    /// <summary>Finds what a fixture's address stands for. The connection string itself is a secret, so an address never is one.</summary>
    /// <param name="address">A started server's folder, or the name of the variable that holds a given server's connection string.</param>
    /// <exception cref="FixtureException">It stands for nothing.</exception>
    public static NpgsqlDataSource Of(string? address)
    {
        var file = StartedServer.ConnectionFile(address ?? string.Empty);
        var connectionString = address == GivenServer.Variable ? GivenServer.ConnectionString
            : File.Exists(file) ? File.ReadAllText(file)
            : null;
        return connectionString is null
            ? throw new FixtureException(address, "that is no PostgreSQL server")
            : Of(GivenServer.Parse(connectionString));
    }

    /// <summary>Makes a source.</summary>
    /// <returns>The source; each connection from it is one of its own.</returns>
    public static NpgsqlDataSource Of(NpgsqlConnectionStringBuilder settings)
    {
        // The workload keeps its connections itself, each in one form; and like http it has no timer for each item: the
        // orchestrator's deadline ends a worker that hangs.
        settings.Pooling = false;
        settings.CommandTimeout = 0;
        settings.Enlist = false;
        settings.ApplicationName = "cbench";
        return NpgsqlDataSource.Create(settings);
    }
}
