using System.ComponentModel;
using System.Net;

namespace ConcurrencyBench.Distributed;

/// <summary>The silos of a machine that is offered to runs: one for each cluster it was invited to.</summary>
/// <param name="address">Which they bind.</param>
/// <param name="meeting">Where the clusters' lists of members are.</param>
/// <param name="log">Where it is told what they do.</param>
internal sealed class OfferedSilos(IPAddress address, Uri meeting, TextWriter log) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<ChildProcess> _running = [];
    private bool _closing;

    /// <summary>Starts a silo.</summary>
    /// <param name="clusterId">The cluster it joins.</param>
    public void Join(string clusterId)
    {
        var settings = new SiloSettings(address, clusterId, meeting.OriginalString);
        lock (_lock)
        {
            if (_closing)
            {
                return;
            }

            try
            {
                var silo = ChildProcess.Start(ProgramCommand.StartInfo([SiloProcess.Verb, .. settings.ToArguments()]), Ended);
                _running.Add(silo);
                silo.Input.Write([SiloProcess.Meet, SiloProcess.Join]);
                silo.Input.Flush();
                log.WriteLine($"cbench: process {silo.Id} joins {clusterId}");
            }
            catch (Exception failure) when (failure is Win32Exception or IOException)
            {
                log.WriteLine($"cbench: no silo joins {clusterId}: {failure.Message}");
            }
        }
    }

    /// <summary>Ends all silos.</summary>
    public void Dispose()
    {
        List<ChildProcess> running;
        lock (_lock)
        {
            _closing = true;
            running = [.. _running];
        }

        running.ForEach(silo => silo.Release());
        running.ForEach(silo => silo.Dispose());
    }

    private void Ended(ChildProcess silo)
    {
        lock (_lock)
        {
            if (_closing)
            {
                return;
            }

            _running.Remove(silo);
            log.WriteLine($"cbench: {silo.DescribeEnd()}{string.Concat(silo.LogTail.Select(line => $"\n    {line}"))}");
        }

        // Not here: disposal waits for the thread that tells this.
        ThreadPool.QueueUserWorkItem(_ => silo.Dispose());
    }
}
