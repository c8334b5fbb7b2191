using System.Globalization;
using ConcurrencyBench.Core;
using ConcurrencyBench.Measurement.Rounds;
using Spectre.Console;

namespace ConcurrencyBench.Cli.Output;

/// <summary>
/// Shows on standard error what a run does, what is left and when it ends: one line that changes in a terminal, plain
/// lines elsewhere. Redrawn only when told something, so that it uses no core while one is measured on.
/// </summary>
internal abstract class ProgressDisplay : IProgress<RunProgress>, IDisposable
{
    private const string ClearLine = "\r\u001b[K";

    /// <summary>Picks the display for where standard error goes.</summary>
    /// <param name="isQuiet">Whether the user wants none.</param>
    /// <param name="time">Tells when the run ends.</param>
    /// <returns>The display.</returns>
    public static ProgressDisplay Create(bool isQuiet, TimeProvider time) =>
        isQuiet ? new Nothing() : Console.IsErrorRedirected ? new Lines(time) : new ChangingLine(time);

    /// <inheritdoc/>
    public abstract void Report(RunProgress value);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }

    private static string Where(RunProgress progress) => $"round {progress.Round + 1} of {Math.Max(progress.Rounds, progress.Round + 1)} · {progress.Workload}";

    private static string End(RunProgress progress, TimeProvider time) => progress.Left is { } left
        ? string.Create(CultureInfo.InvariantCulture, $"ends about {time.GetLocalNow() + left:HH:mm:ss} (in {(int)left.TotalMinutes}:{left.Seconds:00})")
        : "end not known yet";

    private sealed class Nothing : ProgressDisplay
    {
        public override void Report(RunProgress value)
        {
        }
    }

    private sealed class Lines(TimeProvider time) : ProgressDisplay
    {
        private string? _last;

        public override void Report(RunProgress value)
        {
            if (Where(value) is var where && where != _last)
            {
                _last = where;
                Console.Error.WriteLine($"{(int)value.Elapsed.TotalMinutes}:{value.Elapsed.Seconds:00} {where}; {End(value, time)}");
            }
        }
    }

    private sealed class ChangingLine(TimeProvider time) : ProgressDisplay
    {
        private bool _isDisposed;

        public override void Report(RunProgress value)
        {
            var share = value.Left is { } left ? value.Elapsed / (value.Elapsed + left) : 0;
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"{share,4:0 %}  {Where(value)} · {value.Activity} · {End(value, time)}");
            var width = AnsiConsole.Profile.Width - 1;
            StandardWriter.Error.Write(ClearLine + Visible.Line(line.Length > width ? line[..width] : line));
        }

        public override void Dispose()
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                StandardWriter.Error.Write(ClearLine);
            }

            base.Dispose();
        }
    }
}
