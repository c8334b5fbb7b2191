using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace ConcurrencyBench.Distributed;

/// <summary>
/// Lets a silo start as far as it can alone, which is most of it, before there is a cluster to join. It lets silos join one after
/// the other: two that change the list of members at once make one of them wait for seconds and try again.
/// </summary>
/// <param name="meet">
/// Ends once the list of members is there to be read, with the port of the silo that keeps it; 0 where Redis does, and for that silo itself.
/// The port is sent once it is bound and no earlier, or another process could take it first.
/// </param>
/// <param name="join">Ends once it is this silo's turn to be added to it.</param>
internal sealed class SiloStartupGate(Task<int> meet, Task join)
{
    /// <summary>Of a silo that waits for no other.</summary>
    public static SiloStartupGate Free { get; } = new(Task.FromResult(0), Task.CompletedTask);

    /// <summary>Makes a silo wait.</summary>
    /// <param name="listen">The address of the silos of this machine.</param>
    /// <param name="membership">Where the silo looks up who keeps the list, when it first reads it.</param>
    public ILifecycleParticipant<ISiloLifecycle> Of(IPAddress listen, IOptions<DevelopmentClusterMembershipOptions> membership) => new Participant(this, listen, membership);

    private Task JoinAsync(CancellationToken cancellationToken) => join.WaitAsync(cancellationToken);

    private async Task MeetAsync(IPAddress listen, IOptions<DevelopmentClusterMembershipOptions> membership, CancellationToken cancellationToken)
    {
        if (await meet.WaitAsync(cancellationToken) is > 0 and var port)
        {
            membership.Value.PrimarySiloEndpoint = new IPEndPoint(listen, port);
        }
    }

    private sealed class Participant(SiloStartupGate admission, IPAddress listen, IOptions<DevelopmentClusterMembershipOptions> membership) : ILifecycleParticipant<ISiloLifecycle>
    {
        // The list is first read in the stage of grain services, and written in the one after it.
        public void Participate(ISiloLifecycle observer)
        {
            observer.Subscribe("meet", ServiceLifecycleStage.RuntimeGrainServices - 1, cancellationToken => admission.MeetAsync(listen, membership, cancellationToken));
            observer.Subscribe("join", ServiceLifecycleStage.AfterRuntimeGrainServices - 1, admission.JoinAsync);
        }
    }
}
