using ConcurrencyBench.Abstractions.Streams;
using ConcurrencyBench.Models.Pools;
using ConcurrencyBench.Models.Streams;
using Microsoft.Extensions.Hosting;

namespace ConcurrencyBench.Distributed;

/// <summary>
/// The silos of one batch, and this process's own, which hands the items out and runs none, but has the sources of a stream. This
/// process is a member rather than a client outside, as Orleans' users have it where they can. Calls go straight to the silo that
/// runs the chunk, where those of a client pass a gateway. It learns of a member's end; and it keeps the list of members, which so
/// ends with it alone.
/// </summary>
public sealed class OrleansCluster : SiloCluster
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private readonly ClusterFailure _breakage = new();
    private readonly SiloChildren _children;
    private GrainHandle[] _slots = [];
    private SiloSettings? _settings;
    private IHost? _host;
    private long _operations;
    private int _silos;

    /// <summary>A cluster that has not started.</summary>
    public OrleansCluster() => _children = new SiloChildren(Break);

    /// <inheritdoc/>
    public override IReadOnlyList<int> ProcessIds => _children.ProcessIds;

    /// <summary>The port of this process's silo, once it runs.</summary>
    internal int Port => Silo.PortOf(_host!);

    /// <inheritdoc/>
    public override async Task StartAsync(BatchRecipe recipe, int concurrency, string? meeting, CancellationToken cancellationToken)
    {
        using var cancellation = cancellationToken.UnsafeRegister(_ => Break("the start was cancelled"), null);
        try
        {
            var silos = await OpenAsync(recipe, concurrency, meeting is null ? null : new Uri(meeting));
            var task = SiloBatch.Of(recipe, (concurrency + silos.Count - 1) / silos.Count);
            await Task.WhenAll(_slots.Take(_silos).Select(slot => slot.OpenAsync(task)));
        }
        catch (OperationCanceledException) when (_breakage.Token.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _breakage.ThrowIfBroken();
            throw;
        }
    }

    /// <inheritdoc/>
    public override Task CollectAsync()
    {
        _breakage.ThrowIfBroken();
        return Task.WhenAll(_slots.Take(_silos).Select(slot => slot.CollectAsync()));
    }

    /// <inheritdoc/>
    public override async Task RunAsync(Batch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _breakage.ThrowIfBroken();
        var operation = new ClusterOperation(++_operations, batch, _slots, _silos);
        using (cancellationToken.UnsafeRegister(_ => StopNow(operation), null))
        {
            await operation.RunAsync();
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public override async Task RunAsync(RoundTrips exchange, CancellationToken cancellationToken)
    {
        for (var item = 0; item < exchange.Count; item++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _breakage.ThrowIfBroken();
            exchange.Finish(item, await _slots[0].AskAsync(exchange.Ask(item)));
        }
    }

    /// <inheritdoc/>
    public override async Task StreamAsync(EventStream stream, int number, int concurrency, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _breakage.ThrowIfBroken();
        var operation = new StreamOperation(++_operations, number);
        await new ClusterStream(operation, stream, StreamWorkers.Of(stream, concurrency), _slots).RunAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        _breakage.TryBreak("the cluster was closed");
        if (_host is not null)
        {
            await Silo.StopAsync(_host, _settings!);
        }

        _children.Dispose();
        _breakage.Dispose();
    }

    // Blocks the caller that cancels for the time of a message, so that no item begins after that. A silo that is gone has no items.
    private static void StopNow(ClusterOperation operation)
    {
        var stop = Task.Run(operation.StopAsync);
        ((IAsyncResult)stop).AsyncWaitHandle.WaitOne(_patience);
    }

    private async Task<IReadOnlyList<ClusterMember>> OpenAsync(BatchRecipe recipe, int concurrency, Uri? meeting)
    {
        // A fixture is to be found on this machine only.
        var secret = meeting is null ? null : ClusterSecret.FromEnvironment();
        var workloads = recipe.WorkloadType.Assembly;
        _settings = meeting is null ? SiloSettings.ForThisMachine(workloads) : SiloSettings.ForMachinesAt(meeting, workloads);
        var key = secret?.KeyOf(_settings.ClusterId) ?? ClusterKey.Create();
        await using var place = secret is not null && recipe.Setup.FixtureAddress is null ? await RedisRendezvous.OpenAsync(meeting!, secret) : null;
        var offers = place is null ? [] : await place.CallAsync(_settings.ClusterId);
        var most = recipe.Kind == WorkloadKind.Message ? 1 : concurrency;
        var local = Math.Max(1, Silos(recipe.Kind, concurrency) - offers.Count);
        var invited = Math.Min(offers.Count, most - local);
        _children.Start(_settings, key, local);
        _host = await Silo.StartAsync(_settings, key, keeps: true, SiloStartupGate.Free, _breakage.Token);
        _children.Meet(Port);
        await (place?.AnswerAsync(offers, invited) ?? Task.CompletedTask);
        var members = new ClusterMembers(_host.Services, _breakage);
        var silos = (await members.WaitAsync(local, invited, _children.Join)).Take(most).ToList();
        _silos = silos.Count;
        _slots = await Task.WhenAll(Enumerable.Range(0, concurrency).Select(number => members.PlaceAsync(silos[number % silos.Count], number)));
        _ = WatchAsync(members, silos);
        return silos;
    }

    private async Task WatchAsync(ClusterMembers members, IReadOnlyList<ClusterMember> silos)
    {
        try
        {
            Break($"silo {await members.LossAsync(silos)} left the cluster");
        }
        catch (OperationCanceledException)
        {
            // The cluster is closed, or was broken otherwise.
        }
    }

    private void Break(string how)
    {
        if (_breakage.TryBreak(how))
        {
            _children.Kill();
        }
    }
}
