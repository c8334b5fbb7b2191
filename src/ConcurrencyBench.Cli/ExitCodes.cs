namespace ConcurrencyBench.Cli;

/// <summary>What the program's exit codes mean; they are promises.</summary>
internal static class ExitCodes
{
    /// <summary>All went well.</summary>
    public const int Fine = 0;

    /// <summary>A cell failed, or nothing at all could be measured or decided.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage or unreadable input.</summary>
    public const int Usage = 2;

    /// <summary>Interrupted; what was measured is in the journal.</summary>
    public const int Interrupted = 130;
}
