namespace ConcurrencyBench.Models.Pools;

/// <summary>
/// The processes of a pool, which end together: a pool with a process missing cannot give what was measured, so the others end too, and no caller
/// waits for them.
/// </summary>
/// <param name="broken">Called once, when a process has ended that should not have, before the others are ended.</param>
internal sealed class PoolMembers<TMember>(Action broken) : IDisposable
    where TMember : class, IPoolMember
{
    private readonly Lock _lock = new();
    private readonly List<TMember> _members = [];
    private volatile string? _broken;
    private bool _closing;

    /// <summary>The processes, in the order of their start.</summary>
    public IReadOnlyList<TMember> All => _members;

    /// <summary>Whether a process has ended that should not have.</summary>
    public bool IsBroken => _broken is not null;

    /// <summary>Starts processes side by side, without waiting for their first answers.</summary>
    /// <param name="size">How many.</param>
    /// <param name="start">Starts one, given what is to be called with how it ended.</param>
    /// <exception cref="PoolProcessException">One could not be started.</exception>
    public void Start(int size, Func<Action<string>, TMember> start)
    {
        for (var number = 0; number < size; number++)
        {
            var member = start(Break);
            lock (_lock)
            {
                _members.Add(member);
            }
        }
    }

    /// <summary>Fails as every call does once a process has ended.</summary>
    /// <exception cref="PoolProcessException">One has.</exception>
    public void ThrowIfBroken()
    {
        if (_broken is not null)
        {
            throw new PoolProcessException(_broken);
        }
    }

    /// <summary>Talks to each process in turn.</summary>
    /// <exception cref="PoolProcessException">One ended, or wrote what it should not.</exception>
    public void Attempt(Action<TMember> action) => _members.ForEach(member => Attempt(member, action));

    /// <summary>Talks to a process.</summary>
    /// <exception cref="PoolProcessException">It ended, or wrote what it should not.</exception>
    public void Attempt(TMember member, Action<TMember> action)
    {
        try
        {
            action(member);
        }
        catch (IOException)
        {
            // Its pipe broke, so it has ended, and its watcher says how, unless another ended before it.
            member.WaitForEnd();
            throw new PoolProcessException(_broken!);
        }
        catch (InvalidDataException garbage)
        {
            Break($"pool process {member.Id} wrote {garbage.Message}");
            throw new PoolProcessException(_broken!);
        }
    }

    /// <summary>Ends every process without asking; the pool is broken then.</summary>
    public void Kill()
    {
        lock (_lock)
        {
            _members.ForEach(member => member.Kill());
        }
    }

    /// <summary>Asks every process to end, and waits.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_closing)
            {
                return;
            }

            _closing = true;
        }

        _members.ForEach(member => member.Release());
        _members.ForEach(member => member.Dispose());
    }

    private void Break(string how)
    {
        lock (_lock)
        {
            if (_closing || _broken is not null)
            {
                return;
            }

            _broken = how;
            broken();
            _members.ForEach(member => member.Kill());
        }
    }
}
