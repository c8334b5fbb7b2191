namespace ConcurrencyBench.Distributed;

/// <summary>
/// How many silos a machine still offers, and to whom. It answers runs that have the user's secret, keeps a place for each offer
/// until the run accepts it, declines it or is silent for too long, and never has more silos than it was allowed.
/// </summary>
/// <param name="most">How many silos may run at once.</param>
/// <param name="time">The clock.</param>
internal sealed class SiloQuota(int most, TimeProvider time)
{
    // A run starts its own silos between the offer and its answer, on a machine that may be busy.
    private static readonly TimeSpan _keeps = TimeSpan.FromMinutes(1);

    // A call that is heard again is a recorded one. More calls than these are not made while one is remembered.
    private const int Remembered = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string ClusterId, DateTimeOffset Until)> _offers = [];
    private readonly Queue<string> _calls = new();
    private int _running;

    /// <summary>Answers a run's call.</summary>
    /// <returns>An offer, or that there is no room; null when the call was answered before.</returns>
    public RendezvousMessage? Answer(RendezvousMessage call)
    {
        lock (_lock)
        {
            if (_calls.Contains(call.ClusterId))
            {
                return null;
            }

            if (_calls.Count == Remembered)
            {
                _calls.Dequeue();
            }

            _calls.Enqueue(call.ClusterId);
            var now = time.GetUtcNow();
            foreach (var late in _offers.Where(offer => offer.Value.Until < now).Select(offer => offer.Key).ToList())
            {
                _offers.Remove(late);
            }

            var number = RendezvousMessage.NewOffer();
            if (_running + _offers.Count >= most)
            {
                return new RendezvousMessage(RendezvousMessageKind.Full, call.ClusterId, number);
            }

            _offers.Add(number, (call.ClusterId, now + _keeps));
            return new RendezvousMessage(RendezvousMessageKind.Offer, call.ClusterId, number);
        }
    }

    /// <summary>Ends an offer of this machine that a run has answered.</summary>
    /// <returns>Whether a silo is to be started: <see cref="Release"/> is to be called when it has ended.</returns>
    public bool TryTake(RendezvousMessage answer)
    {
        lock (_lock)
        {
            if (!_offers.TryGetValue(answer.Offer, out var offer) || offer.ClusterId != answer.ClusterId)
            {
                return false;
            }

            _offers.Remove(answer.Offer);
            if (answer.Kind != RendezvousMessageKind.Join || offer.Until < time.GetUtcNow())
            {
                return false;
            }

            _running++;
            return true;
        }
    }

    /// <summary>Says that a silo has ended.</summary>
    public void Release()
    {
        lock (_lock)
        {
            _running--;
        }
    }
}
