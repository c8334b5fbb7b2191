namespace ConcurrencyBench.Abstractions.Counters;

/// <summary>What can be read of any process from outside, at one moment. Null where the process has ended or the system does not give it.</summary>
public interface IProcessReadings
{
    /// <summary>CPU time, ended threads included.</summary>
    long? CpuNanoseconds { get; }

    /// <summary>A number from a file of /proc/PID whose lines have the form "Name: 123 kB".</summary>
    /// <param name="file">The file's name, as "status" or "io".</param>
    /// <param name="name">The line's name.</param>
    /// <returns>The number as it stands.</returns>
    long? Field(string file, string name);

    /// <summary>The sum of a number over the <c>status</c> of all live threads.</summary>
    /// <param name="name">The line's name.</param>
    /// <returns>The sum.</returns>
    long? OfThreads(string name);
}
