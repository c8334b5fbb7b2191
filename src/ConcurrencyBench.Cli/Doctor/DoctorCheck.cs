namespace ConcurrencyBench.Cli.Doctor;

/// <summary>Something that <c>cbench doctor</c> looked at.</summary>
/// <param name="Subject">What it looked at.</param>
/// <param name="Text">What it found.</param>
/// <param name="Remedy">What to do about it; null when all is well.</param>
internal sealed record DoctorCheck(string Subject, string Text, string? Remedy = null);
