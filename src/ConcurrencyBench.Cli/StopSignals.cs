using System.Runtime.InteropServices;
using ConcurrencyBench.Core;

namespace ConcurrencyBench.Cli;

/// <summary>
/// What ends a run from outside: an interrupt, a request to terminate, a terminal that hangs up. The first lets the run stop in order; a second
/// interrupt or request ends the program at once, whatever it waits for.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly Action _stop;
    private readonly PosixSignalRegistration[] _registrations;
    private int _received;

    /// <summary>Listens until disposed.</summary>
    /// <param name="stop">Lets the run stop; called at each signal.</param>
    public StopSignals(Action stop)
    {
        _stop = stop;
        _registrations =
        [
            .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Receive)),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_registrations, registration => registration.Dispose());

    private void Receive(PosixSignalContext received)
    {
        received.Cancel = true;

        // When a terminal closes, both the system and the shell say so: a hang-up is never the second.
        if (received.Signal == PosixSignal.SIGHUP || Interlocked.Increment(ref _received) == 1)
        {
            _stop();
            return;
        }

        Console.Error.WriteLine("cbench: interrupted again, and ended at once; what was measured is in the journal");
        ChildProcess.KillAll();
        Environment.Exit(ExitCodes.Interrupted);
    }
}
