using System.Runtime.InteropServices;

namespace ConcurrencyBench.Workloads.Fixtures;

/// <summary>The first request of the bytes that a server received.</summary>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Item">Which item it asks for; null where it is another request than the server answers.</param>
/// <param name="IsDelayed">Whether the reply is to be delayed.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReceivedRequest(int Length, int? Item, bool IsDelayed);
