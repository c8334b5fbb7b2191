using System.ComponentModel;
using System.Net;

namespace ConcurrencyBench.Distributed;

/// <summary>The silos of a machine that is offered to runs: one for each offer that a run accepts.</summary>
/// <param name="address">Which they bind.</param>
/// <param name="meeting">Where the clusters' lists of members are.</param>
/// <param name="workloads">Where the workloads are that they may run.</param>
/// <param name="secret">The user's.</param>
/// <param name="quota">How many there may be.</param>
/// <param name="log">Where it is reported what they do.</param>
internal sealed class VolunteerSilos(
    IPAddress address, Uri meeting, IReadOnlyList<string> workloads, ClusterSecret secret, SiloQuota quota, TextWriter log) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<ChildProcess> _running = [];
    private bool _closing;

    /// <summary>Does what a run asks for, if this machine has room for it.</summary>
    /// <returns>What to answer; null for nothing.</returns>
    public RendezvousMessage? Hear(RendezvousMessage message)
    {
        if (message.Kind == RendezvousMessageKind.Call)
        {
            return quota.Answer(message);
        }

        if (quota.TryTake(message))
        {
            Join(message.ClusterId);
        }

        return null;
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

    private void Join(string clusterId)
    {
        var settings = new SiloSettings(address, clusterId, meeting.OriginalString, workloads);
        lock (_lock)
        {
            if (_closing)
            {
                return;
            }

            try
            {
                var silo = ChildProcess.Start(SiloProcess.StartInfo(settings), Ended);
                _running.Add(silo);
                secret.KeyOf(clusterId).WriteTo(silo.Input);
                silo.Input.Write([.. SiloProcess.MeetAt(0), SiloProcess.Join]);
                silo.Input.Flush();
                log.WriteLine($"cbench: process {silo.Id} joins {clusterId}");
            }
            catch (Win32Exception failure)
            {
                quota.Release();
                log.WriteLine($"cbench: no silo joins {clusterId}: {failure.Message}");
            }
            catch (IOException failure)
            {
                // It has ended, which its watcher reports.
                log.WriteLine($"cbench: no silo joins {clusterId}: {failure.Message}");
            }
        }
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
            quota.Release();
            log.WriteLine($"cbench: {silo.DescribeEnd()}{string.Concat(silo.LogTail.Select(line => $"\n    {line}"))}");
        }

        // Not here: disposal waits for the thread that reports this.
        ThreadPool.QueueUserWorkItem(_ => silo.Dispose());
    }
}
