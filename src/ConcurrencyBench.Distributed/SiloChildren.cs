using System.ComponentModel;
using ConcurrencyBench.Models.Pools;

namespace ConcurrencyBench.Distributed;

/// <summary>The silos of a cluster that are processes of this machine. They end by themselves when this process does.</summary>
/// <param name="ended">Called with how the first of them ended that was not asked to.</param>
internal sealed class SiloChildren(Action<string> ended) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<ChildProcess> _processes = [];
    private bool _closing;
    private int _joining;

    /// <summary>The ids of the processes, in the order of their start.</summary>
    public IReadOnlyList<int> ProcessIds
    {
        get
        {
            lock (_lock)
            {
                return [.. _processes.Select(process => process.Id)];
            }
        }
    }

    /// <summary>Starts processes, which wait until there is something to join.</summary>
    /// <exception cref="PoolProcessException">One could not be started.</exception>
    public void Start(SiloSettings settings, ClusterKey key, int count)
    {
        var start = SiloProcess.StartInfo(settings);
        try
        {
            for (var number = 0; number < count; number++)
            {
                lock (_lock)
                {
                    // Who ends them while they are being started gets no more of them.
                    if (_closing)
                    {
                        return;
                    }

                    var silo = ChildProcess.Start(start, Ended);
                    _processes.Add(silo);
                    Send(silo, key.WriteTo);
                }
            }
        }
        catch (Win32Exception failure)
        {
            throw new PoolProcessException($"cannot start a silo's process ({start.FileName}): {failure.Message}");
        }
    }

    /// <summary>Lets the silos meet their cluster.</summary>
    /// <param name="port">The port of the silo that keeps the list of members.</param>
    public void Meet(int port) => _processes.ForEach(process => Send(process, input => input.Write(SiloProcess.MeetAt(port))));

    /// <summary>Lets the first of the silos join their cluster.</summary>
    /// <param name="count">How many of them; those that were let before are not notified again.</param>
    public void Join(int count)
    {
        for (; _joining < Math.Min(count, _processes.Count); _joining++)
        {
            Send(_processes[_joining], input => input.WriteByte(SiloProcess.Join));
        }
    }

    /// <summary>Ends all of them without asking.</summary>
    public void Kill()
    {
        lock (_lock)
        {
            _closing = true;
            _processes.ForEach(process => process.Kill());
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _closing = true;
        }

        _processes.ForEach(process => process.Release());
        _processes.ForEach(process => process.Dispose());
    }

    private static void Send(ChildProcess process, Action<Stream> write)
    {
        try
        {
            write(process.Input);
            process.Input.Flush();
        }
        catch (IOException)
        {
            // It has ended, which its watcher reports.
        }
    }

    private void Ended(ChildProcess child)
    {
        bool isUnasked;
        lock (_lock)
        {
            isUnasked = !_closing;
        }

        if (isUnasked)
        {
            ended($"silo {child.DescribeEnd()}; {(child.LogTail is [] ? "it logged nothing" : $"its last log lines:\n{string.Join('\n', child.LogTail)}")}");
        }
    }
}
