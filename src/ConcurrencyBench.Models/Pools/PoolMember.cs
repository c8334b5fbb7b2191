using System.ComponentModel;
using System.Diagnostics;

namespace ConcurrencyBench.Models.Pools;

/// <summary>A pool process as its parent sees it: it takes orders, answering with a byte or with what an item threw.</summary>
internal sealed class PoolMember : IPoolMember
{
    private readonly ChildProcess _process;

    /// <summary>Starts the process, without waiting for its first answer.</summary>
    /// <param name="start">What to start.</param>
    /// <param name="ended">Called with how it ended, on a separate thread, whenever that is.</param>
    /// <exception cref="PoolProcessException">It could not be started.</exception>
    public PoolMember(ProcessStartInfo start, Action<string> ended)
    {
        try
        {
            _process = ChildProcess.Start(start, child => ended(Describe(child)));
        }
        catch (Win32Exception failure)
        {
            throw new PoolProcessException($"cannot start a pool process ({start.FileName}): {failure.Message}");
        }
    }

    /// <inheritdoc/>
    public int Id => _process.Id;

    /// <summary>Sends the process an order.</summary>
    /// <exception cref="IOException">It has ended.</exception>
    public void Send(PoolOrder order) => order.Write(_process.Input);

    /// <summary>Blocks until the process answers.</summary>
    /// <returns>What an item threw, or null.</returns>
    /// <exception cref="IOException">It has ended.</exception>
    public string? ReadReply() => PoolReply.Read(_process.Output);

    /// <inheritdoc/>
    public void Kill() => _process.Kill();

    /// <inheritdoc/>
    public void WaitForEnd() => _process.WaitForEnd();

    /// <inheritdoc/>
    public void Release() => _process.Release();

    public void Dispose() => _process.Dispose();

    /// <summary>How a process of a pool ended, with the last lines of its log.</summary>
    internal static string Describe(ChildProcess child) =>
        $"pool {child.DescribeEnd()}; {(child.LogTail is [] ? "it logged nothing" : $"its last log lines:\n{string.Join('\n', child.LogTail)}")}";
}
