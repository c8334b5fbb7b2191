using System.Globalization;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>A failure as it is printed.</summary>
/// <param name="Sentence">Which cell, where in the run, and what happened.</param>
/// <param name="Log">The last lines of the worker's log, oldest first.</param>
public sealed record FailureText(string Sentence, IReadOnlyList<string> Log)
{
    internal static FailureText Of(Failure failure)
    {
        var place = $"{failure.Cell}, round {Number(failure.Round)}"
            + (failure.Block is { } block ? $", block {Number(block)}" : ", before the first block");
        string[] process =
        [
            .. failure.ProcessId is { } id ? [$"process {Number(id)}"] : Array.Empty<string>(),
            .. failure.ExitCode is { } code ? [$"exit code {Number(code)}"] : Array.Empty<string>(),
        ];
        return new($"{place}: {failure.Reason}{(process.Length > 0 ? $" ({string.Join(", ", process)})" : string.Empty)}", failure.LogTail);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
