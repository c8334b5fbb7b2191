using System.Buffers.Binary;
using System.Diagnostics;

namespace ConcurrencyBench.Distributed;

/// <summary>
/// The inside of a silo's process (<c>cbench silo-process</c>). The main thread does nothing but read standard input, so that
/// the process ends with its parent even while an item hangs.
/// </summary>
public static class SiloProcess
{
    /// <summary>The hidden verb of the program that starts a silo's process.</summary>
    public const string Verb = "silo-process";

    /// <summary>The byte that lets a silo join its cluster: it is its turn.</summary>
    internal const byte Join = (byte)'j';

    private const byte Meet = (byte)'m';

    /// <summary>What lets a silo meet its cluster: there is a list of members.</summary>
    /// <param name="port">The port of the silo that keeps the list; 0 where Redis does.</param>
    internal static byte[] MeetAt(int port) => [Meet, (byte)(port >> 8), (byte)port];

    /// <summary>What to start for a silo. Its standard input gets the cluster's key first.</summary>
    internal static ProcessStartInfo StartInfo(SiloSettings settings)
    {
        var start = ProgramCommand.StartInfo([Verb, .. settings.ToArguments()]);
        if (settings.Redis is not null && Environment.GetEnvironmentVariable(ClusterVariables.RedisPassword) is { } password)
        {
            start.Environment[ClusterVariables.RedisPassword] = password;
        }

        return start;
    }

    /// <summary>Serves its cluster until standard input closes.</summary>
    /// <param name="arguments">The silo's settings, after the verb.</param>
    /// <returns>The exit code, 0; a silo that cannot start ends the process with 1.</returns>
    public static int Run(string[] arguments)
    {
        using var life = ChildLifetime.Begin();
        var settings = SiloSettings.Parse(arguments);
        using var input = Console.OpenStandardInput();
        var meet = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var join = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (ClusterKey.ReadFrom(input) is not { } key)
        {
            return 0;
        }

        _ = Task.Run(() => ServeAsync(settings, key, new SiloStartupGate(meet.Task, join.Task)));
        while (input.ReadByte() is var word and (Meet or Join))
        {
            if (word == Join)
            {
                join.TrySetResult();
                continue;
            }

            var port = new byte[sizeof(ushort)];
            if (input.ReadAtLeast(port, port.Length, throwOnEndOfStream: false) < port.Length)
            {
                break;
            }

            meet.TrySetResult(BinaryPrimitives.ReadUInt16BigEndian(port));
        }

        return 0;
    }

    private static async Task ServeAsync(SiloSettings settings, ClusterKey key, SiloStartupGate admission)
    {
        try
        {
            var host = await Silo.StartAsync(settings, key, keeps: false, admission, CancellationToken.None);
            if (settings.Redis is not null)
            {
                await CoordinatorWatch.WaitForEndAsync(host.Services, settings.ClusterId);
                Environment.Exit(0);
            }
        }
        catch (Exception failure)
        {
            await Console.Error.WriteLineAsync(failure.ToString());
            Environment.Exit(1);
        }
    }
}
