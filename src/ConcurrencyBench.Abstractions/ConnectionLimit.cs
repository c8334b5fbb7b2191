namespace ConcurrencyBench.Abstractions;

/// <summary>How many connections may be open at once to what a workload's items talk to, and what allows no more.</summary>
/// <param name="Most">How many.</param>
/// <param name="Reason">What allows no more, in a clause that names the limit as its user sets it.</param>
/// <param name="Remedy">What would allow so many connections, as a command or a clause.</param>
public sealed record ConnectionLimit(int Most, string Reason, Func<long, string> Remedy)
{
    /// <summary>As many as are asked for.</summary>
    public static ConnectionLimit None { get; } = new(int.MaxValue, "nothing limits them", _ => "nothing");
}
