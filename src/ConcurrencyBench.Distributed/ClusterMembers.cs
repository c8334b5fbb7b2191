using System.Globalization;
using ConcurrencyBench.Models.Pools;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Placement;

namespace ConcurrencyBench.Distributed;

/// <summary>The other silos of a cluster, seen from the silo that hands items out.</summary>
internal sealed class ClusterMembers(IServiceProvider services, ClusterFailure breakage)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _untilKnown = TimeSpan.FromMilliseconds(10);

    private readonly IClusterMembershipService _membership = services.GetRequiredService<IClusterMembershipService>();
    private readonly IGrainFactory _grains = services.GetRequiredService<IGrainFactory>();
    private readonly SiloAddress _own = services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    /// <summary>Waits until all silos have joined.</summary>
    /// <param name="local">How many are processes of this one.</param>
    /// <param name="invited">How many are other machines'.</param>
    /// <param name="admit">Called with how many of this machine may have joined: one more than have.</param>
    /// <returns>The silos, this machine's first.</returns>
    /// <exception cref="PoolProcessException">Some have not.</exception>
    public async Task<IReadOnlyList<ClusterMember>> WaitAsync(int local, int invited, Action<int> admit)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(breakage.Token);
        var joined = 0;
        try
        {
            await foreach (var snapshot in _membership.MembershipUpdates.WithCancellation(patience.Token))
            {
                var members = snapshot.Members.Values.Where(IsActive).OrderBy(IsElsewhere).ThenBy(member => member.SiloAddress).ToList();
                joined = members.Count;
                if (joined >= local + invited)
                {
                    return members;
                }

                admit(members.Count(member => !IsElsewhere(member)) + 1);

                // A silo of this machine joins or is seen to end, however long it takes; of another machine nothing may be heard.
                if (joined >= local)
                {
                    patience.CancelAfter(_patience);
                }
            }
        }
        catch (OperationCanceledException) when (!breakage.Token.IsCancellationRequested)
        {
            // Said below.
        }

        breakage.ThrowIfBroken();
        throw new PoolProcessException(string.Create(
            CultureInfo.InvariantCulture,
            $"{invited} machines were invited, and {local + invited - joined} have not joined within {_patience.TotalSeconds} s: see what 'cbench silo' says there"));
    }

    /// <summary>Waits until a silo is no longer active.</summary>
    /// <returns>The name of the first that has left.</returns>
    public async Task<string> LossAsync(IReadOnlyList<ClusterMember> silos)
    {
        await foreach (var snapshot in _membership.MembershipUpdates.WithCancellation(breakage.Token))
        {
            if (silos.FirstOrDefault(silo => snapshot.GetSiloStatus(silo.SiloAddress) != SiloStatus.Active) is { } lost)
            {
                return lost.Name;
            }
        }

        throw new OperationCanceledException(breakage.Token);
    }

    /// <summary>Places a grain on a silo.</summary>
    public async Task<GrainHandle> PlaceAsync(ClusterMember silo, int number)
    {
        for (var attempt = 0; ; attempt++)
        {
            var grain = _grains.GetGrain<IItemGrain>($"{number}-{attempt}");
            RequestContext.Set(IPlacementDirector.PlacementHintKey, silo.SiloAddress);
            var place = await breakage.AnswerAsync(grain.LocateAsync(), silo.Name);
            if (place.Equals(silo.SiloAddress))
            {
                return new GrainHandle(grain, silo.Name, breakage);
            }

            // A silo is a member a moment before its grains are known here, and a hint to it means nothing meanwhile.
            await Task.Delay(_untilKnown, breakage.Token);
        }
    }

    private bool IsElsewhere(ClusterMember member) => !member.SiloAddress.Endpoint.Address.Equals(_own.Endpoint.Address);

    private bool IsActive(ClusterMember member) => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(_own);
}
