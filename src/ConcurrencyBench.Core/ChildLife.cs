using System.Runtime.InteropServices;

namespace ConcurrencyBench.Core;

/// <summary>
/// What the processes that this program starts of itself have in common: they end when their standard input closes, and at nothing
/// else. Signals of a terminal or a CI job reach every process, but only the one that was asked decides what they mean; and
/// one that stands still is woken at its parent's end, or it would not notice.
/// </summary>
public sealed class ChildLife : IDisposable
{
    private readonly PosixSignalRegistration[] _ignored =
    [
        .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
            .Select(signal => PosixSignalRegistration.Create(signal, received => received.Cancel = true)),
    ];

    private ChildLife()
    {
    }

    /// <summary>Begins it; the first thing that such a process does.</summary>
    /// <returns>What must be kept until the process ends.</returns>
    public static ChildLife Begin()
    {
        Suspension.WakeWhenParentEnds();
        return new ChildLife();
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_ignored, registration => registration.Dispose());
}
