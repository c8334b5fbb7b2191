using System.Runtime.InteropServices;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Cli;

/// <summary>
/// What ends a run from outside: an interrupt, a request to terminate, a terminal that hangs up. The first lets the run stop in order; a second
/// interrupt or request ends the program at once, whatever it waits for. What comes within a second of the first is the same one: a
/// program like timeout(1) signals its child and then the whole group, and so the child twice.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private static readonly TimeSpan _same = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(500);

    private readonly Action _stop;
    private readonly TimeProvider _time;
    private readonly PosixSignalRegistration[] _registrations;
    private long _first;

    /// <summary>Listens until disposed.</summary>
    /// <param name="stop">Lets the run stop; called at each signal but the one that ends the program.</param>
    /// <param name="time">The clock.</param>
    public StopSignals(Action stop, TimeProvider time)
    {
        _stop = stop;
        _time = time;
        _registrations =
        [
            .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Receive)),
        ];
    }

    public void Dispose() => Array.ForEach(_registrations, registration => registration.Dispose());

    private void Receive(PosixSignalContext received)
    {
        received.Cancel = true;

        // When a terminal closes, both the system and the shell say so: a hang-up is never the second.
        if (received.Signal == PosixSignal.SIGHUP || !IsAnother())
        {
            _stop();
            return;
        }

        ChildProcess.KillAll();

        // A full pipe or a stopped terminal takes no line, and the first interrupt's may wait for it with the stream's lock.
        var line = new Thread(() => Console.Error.WriteLine("cbench: interrupted again, and ended at once; what was measured is in the journal")) { IsBackground = true };
        line.Start();
        line.Join(_patience);
        Environment.Exit(ExitCodes.Interrupted);
    }

    private bool IsAnother()
    {
        var now = _time.GetTimestamp();
        var first = Interlocked.CompareExchange(ref _first, now, 0);
        return first != 0 && _time.GetElapsedTime(first, now) > _same;
    }
}
