using ConcurrencyBench.Abstractions;
using Npgsql;

namespace ConcurrencyBench.Postgres.Servers;

/// <summary>
/// A server that the user gave. Its connection string may hold a password, so it reaches the processes that need it by a
/// variable that they inherit, and no file, log or command line.
/// </summary>
public sealed class GivenServer() : Fixture(Variable)
{
    /// <summary>The variable that holds the connection string; also the fixture's address.</summary>
    public const string Variable = "CBENCH_POSTGRES";

    /// <summary>The connection string; null when no server was given.</summary>
    public static string? ConnectionString =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Reads a connection string.</summary>
    /// <param name="connectionString">As the user wrote it; never repeated in a message.</param>
    /// <exception cref="UsageException">It is none.</exception>
    internal static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            if (settings.Host is { Length: > 0 })
            {
                return settings;
            }
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // What Npgsql says of it may quote a part, and the part may be the password.
        }

        throw new UsageException("that is no connection string of Npgsql: write Host=…;Port=…;Username=…;Password=…;Database=…");
    }
}
