using System.Globalization;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Rounds;

namespace ConcurrencyBench.Cli.Output;

/// <summary>
/// Shows on standard error when a run ends at the latest and what it does: one line that changes in a terminal, plain lines
/// elsewhere. What cannot be seen otherwise stands first, so that a narrow terminal does not cut it off. Redrawn only when something
/// is reported, so that it uses no core while one is measured on.
/// </summary>
internal abstract class ProgressDisplay : IProgress<RunProgress>, IDisposable
{
    private const string ClearLine = "\r\u001b[K";
    private static readonly TimeSpan Jitter = TimeSpan.FromSeconds(2);

    private DateTimeOffset? _end;

    /// <summary>Picks the display for where standard error goes.</summary>
    /// <param name="isQuiet">Whether the user wants none.</param>
    /// <param name="time">The clock by which the run ends.</param>
    public static ProgressDisplay Create(bool isQuiet, TimeProvider time) =>
        isQuiet ? new Nothing() : Create(StandardStream.Error, StandardWriter.Error, () => StandardStream.TerminalWidth, time);

    /// <summary>Picks the display for a stream.</summary>
    public static ProgressDisplay Create(StandardStream stream, TextWriter writer, Func<int> width, TimeProvider time) =>
        stream.HasEscapes ? new ChangingLine(writer, width, time) : new Lines(writer, time);

    public abstract void Report(RunProgress value);

    /// <summary>Takes away what would stand in the way of other lines, until the next report.</summary>
    public virtual void Clear()
    {
    }

    public virtual void Dispose()
    {
    }

    /// <summary>A round that an interruption cut short is made up for: there may be more than were planned.</summary>
    private static string Round(RunProgress progress) => (progress.Round + 1) switch
    {
        var number when number > progress.MostRounds || progress.Rounds == Plan.AsManyAsFit => $"round {number}",
        var number when progress.MostRounds > progress.Rounds => $"round {number} of {progress.Rounds} to {progress.MostRounds}",
        var number => $"round {number} of {progress.Rounds}",
    };

    /// <summary>Never later than it said before: the budget is known from the start. What began within it may end a little after.</summary>
    private string End(RunProgress progress, TimeProvider time)
    {
        if (progress.LeftAtMost <= TimeSpan.Zero)
        {
            return "its time is up, ending";
        }

        // Two clocks are read, one after the other: the last digit would go back and forth.
        var end = time.GetLocalNow() + progress.LeftAtMost;
        _end = (end - _end)?.Duration() < Jitter ? _end : end;
        var left = progress.Left is { } expected ? $"about {Minutes(expected)}" : Minutes(progress.LeftAtMost);
        return string.Create(CultureInfo.InvariantCulture, $"until {_end:HH:mm:ss} at most ({left} left)");
    }

    private static string Minutes(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00}");

    private static string Share(RunProgress progress) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(100 * (progress.Elapsed / (progress.Elapsed + (progress.Left ?? progress.LeftAtMost)))),3:0} %");

    private sealed class Nothing : ProgressDisplay
    {
        public override void Report(RunProgress value)
        {
        }
    }

    private sealed class Lines(TextWriter writer, TimeProvider time) : ProgressDisplay
    {
        private string? _last;

        public override void Report(RunProgress value)
        {
            if ($"{Round(value)} · {value.Workload}" is var where && where != _last)
            {
                _last = where;
                writer.WriteLine(Visible.Line($"{Share(value)}  {End(value, time)} · {where}"));
            }
        }
    }

    private sealed class ChangingLine(TextWriter writer, Func<int> width, TimeProvider time) : ProgressDisplay
    {
        private bool _isShown;

        public override void Report(RunProgress value)
        {
            var line = $"{Share(value)}  {End(value, time)} · {Round(value)} · {value.Workload} · {value.Activity}";

            // In the last column a terminal would begin another line.
            var room = Math.Max(0, width() - 1);
            writer.Write(ClearLine + (Visible.Line(line.Length > room ? line[..room] : line)));
            _isShown = true;
        }

        public override void Clear()
        {
            if (_isShown)
            {
                _isShown = false;
                writer.Write(ClearLine);
            }
        }

        public override void Dispose()
        {
            Clear();
            base.Dispose();
        }
    }
}
