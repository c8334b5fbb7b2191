using System.CommandLine;

namespace ConcurrencyBench.Cli.Commands;

internal static class DoctorCommand
{
    public static Command Create() => new("doctor");
}
