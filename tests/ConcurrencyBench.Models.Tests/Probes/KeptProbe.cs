namespace ConcurrencyBench.Models.Tests.Probes;

/// <summary>Waits as if on kept connections, so that the threads which serve them are kept as well.</summary>
public sealed class KeptProbe : WaitProbe, ILimitsConnections
{
    public ConnectionLimit ConnectionLimit => ConnectionLimit.None;
}
