namespace ConcurrencyBench.Abstractions.Counters;

/// <summary>What getrusage(2) reports of a process: the counters that Linux keeps, ended threads included, which /proc omits.</summary>
/// <param name="UserNanoseconds">CPU time in user mode.</param>
/// <param name="SystemNanoseconds">CPU time in the kernel.</param>
/// <param name="MinorFaults">Page faults that needed no reading.</param>
/// <param name="MajorFaults">Page faults that needed reading.</param>
/// <param name="BlockReads">Times the file system had to read.</param>
/// <param name="BlockWrites">Times the file system had to write.</param>
/// <param name="VoluntarySwitches">Times a thread gave up its core by itself.</param>
/// <param name="InvoluntarySwitches">Times a thread was made to.</param>
public readonly record struct ResourceUsage(
    long UserNanoseconds, long SystemNanoseconds, long MinorFaults, long MajorFaults, long BlockReads, long BlockWrites, long VoluntarySwitches, long InvoluntarySwitches);
