using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;

namespace ConcurrencyBench.EndToEnd.Tests.Driving;

/// <summary>
/// A network namespace, joined to this machine's by a pair of virtual interfaces: to programs in it this machine is another one.
/// The addresses are of the range that is kept for benchmarks (RFC 2544).
/// </summary>
internal sealed class OtherMachine : IAsyncDisposable
{
    private readonly string _name = $"cb{RandomNumberGenerator.GetHexString(6, lowercase: true)}";

    private OtherMachine()
    {
        // Four addresses for each pair: the first and the last are the network's.
        var network = RandomNumberGenerator.GetInt32(1 << 14) * 4;
        IPAddress Address(int number) => new([198, 18, (byte)((network + number) >> 8), (byte)(network + number)]);
        (Here, There) = (Address(1), Address(2));
    }

    /// <summary>This machine's address, as the other one reaches it.</summary>
    public IPAddress Here { get; }

    /// <summary>The other machine's address.</summary>
    public IPAddress There { get; }

    /// <summary>What starts a program there.</summary>
    public IReadOnlyList<string> Wrapper => ["ip", "netns", "exec", _name];

    /// <summary>Makes it, and skips the test where that is not permitted.</summary>
    /// <returns>The machine; it goes on disposal.</returns>
    public static async Task<OtherMachine> CreateAsync()
    {
        var machine = new OtherMachine();
        await Privilege.RequireAsync("ip", "netns", "add", machine._name);
        try
        {
            await Privilege.RequireAsync("ip", "link", "add", $"{machine._name}h", "type", "veth", "peer", "name", $"{machine._name}t", "netns", machine._name);
            await RunAsync("ip", "addr", "add", $"{machine.Here}/30", "dev", $"{machine._name}h");
            await RunAsync("ip", "link", "set", $"{machine._name}h", "up");
            await machine.RunThereAsync("ip", "addr", "add", $"{machine.There}/30", "dev", $"{machine._name}t");
            await machine.RunThereAsync("ip", "link", "set", $"{machine._name}t", "up");
            await machine.RunThereAsync("ip", "link", "set", "lo", "up");
            return machine;
        }
        catch
        {
            await machine.DisposeAsync();
            throw;
        }
    }

    // With the namespace goes the interface in it, and with that the one here.
    public async ValueTask DisposeAsync() => await RunAsync("ip", "netns", "del", _name);

    private Task RunThereAsync(params IReadOnlyList<string> command) => RunAsync([.. Wrapper, .. command]);

    private static async Task RunAsync(params IReadOnlyList<string> command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)}: {error}");
    }
}
