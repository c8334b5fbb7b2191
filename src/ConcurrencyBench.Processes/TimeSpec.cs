using System.Runtime.InteropServices;

namespace ConcurrencyBench.Processes;

/// <summary>The C library's <c>timespec</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TimeSpec(nint Seconds, nint Nanoseconds);
