namespace ConcurrencyBench.Analysis.Tests.Statistics;

/// <summary>What makes the times of identical code differ.</summary>
public enum NoiseShape
{
    /// <summary>Launches and blocks are normal in the logarithm.</summary>
    Normal,

    /// <summary>Launches alone vary, and not their blocks.</summary>
    LaunchesAlone,

    /// <summary>Launches have a long tail of slow ones.</summary>
    LaunchTail,

    /// <summary>One launch in seventeen takes a third longer; the others are normal.</summary>
    RareSlowLaunches,

    /// <summary>The machine gets faster and slower while blocks are measured, for all alike.</summary>
    Drift,

    /// <summary>A fifth of the operations, of whatever model, is slowed by a tenth to a half and not noticed.</summary>
    BurstsOnBoth,

    /// <summary>The same, of one of two models alone.</summary>
    BurstsOnOne,

    /// <summary>Blocks of a launch resemble their neighbours.</summary>
    AutocorrelatedBlocks,

    /// <summary>Launches resemble their neighbours.</summary>
    AutocorrelatedLaunches,

    /// <summary>A launch runs in one of two modes, of which one takes a fifth longer.</summary>
    Modes,

    /// <summary>The journal of a quiet machine, a model on two cores.</summary>
    QuietTwoCores,

    /// <summary>The journal of a quiet machine, a model on one core.</summary>
    QuietOneCore,

    /// <summary>The journal of a machine with a neighbour that bursts on one core, a model on two cores.</summary>
    NoisyTwoCores,

    /// <summary>The journal of a machine with a neighbour that bursts on one core, a model on one core.</summary>
    NoisyOneCore,
}
