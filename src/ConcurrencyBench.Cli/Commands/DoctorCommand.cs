using System.CommandLine;
using ConcurrencyBench.Cli.Doctor;
using ConcurrencyBench.Cli.Options;
using ConcurrencyBench.Measurement.Counters;
using Microsoft.Extensions.Configuration;

namespace ConcurrencyBench.Cli.Commands;

/// <summary><c>cbench doctor</c>: what the machine offers, what is missing and how to get it, and how noisy it is.</summary>
internal static class DoctorCommand
{
    private static readonly TimeSpan NoiseCheck = TimeSpan.FromSeconds(3);

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var command = new Command("doctor", "say what the machine offers, what is missing and how to get it, and how noisy it is");
        command.SetAction((parsed, _) => DiagnoseAsync(parsed));
        return command;
    }

    private static async Task<int> DiagnoseAsync(ParseResult parsed)
    {
        var configuration = new ConfigurationManager();
        Settings.Add(configuration, parsed);
        ClusterSetting.Pass(configuration);
        var machine = MachineProbe.Read();
        Show([.. MachineChecks.Of(machine), .. SystemChecks.All(), .. await ClusterChecks.OfAsync(configuration)]);
        await Console.Out.WriteLineAsync();
        await Console.Out.WriteLineAsync($"Noise: the same piece of work again and again for {NoiseCheck.TotalSeconds:0} s …");
        Show(NoiseChecks.Of(NoiseReading.Take(NoiseCheck), machine));
        return ExitCodes.Fine;
    }

    private static void Show(IReadOnlyList<DoctorCheck> findings)
    {
        var width = findings.Max(finding => finding.Subject.Length);
        foreach (var finding in findings)
        {
            Console.Out.WriteLine($"{(finding.Remedy is null ? "ok  " : "note")}  {finding.Subject.PadRight(width)}  {finding.Text}");
            if (finding.Remedy is not null)
            {
                Console.Out.WriteLine($"{new string(' ', width + 8)}→ {finding.Remedy}");
            }
        }
    }
}
