namespace ConcurrencyBench.Cli.Options;

/// <summary>What a setting is about, which decides where it may be given and whether a continued run keeps it.</summary>
internal enum SettingScope
{
    /// <summary>What is measured: recorded in the run, which keeps it when it is continued.</summary>
    Plan,

    /// <summary>The run's folder, which <c>--resume</c> names.</summary>
    Folder,

    /// <summary>What may differ when a run is continued: time, what is not recorded because it may be secret, and what is shown.</summary>
    Session,

    /// <summary>A program to start: an option and a variable that a continued run needs again, but no key of the file, which comes with a folder.</summary>
    Program,

    /// <summary>A variable and a key of the file, but no option: others on the machine can read command lines.</summary>
    Secret,
}
