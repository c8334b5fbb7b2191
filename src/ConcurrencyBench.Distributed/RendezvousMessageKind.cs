namespace ConcurrencyBench.Distributed;

/// <summary>What a run and the machines that offer silos say to each other.</summary>
internal enum RendezvousMessageKind
{
    /// <summary>A run asks which machines there are.</summary>
    Call,

    /// <summary>A machine answers that it has room for a silo, and keeps it for a while.</summary>
    Offer,

    /// <summary>A machine answers that it has none.</summary>
    Full,

    /// <summary>A run accepts an offer.</summary>
    Join,

    /// <summary>A run does not need an offer.</summary>
    Spare,
}
