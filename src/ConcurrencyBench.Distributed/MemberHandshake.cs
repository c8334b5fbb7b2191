using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace ConcurrencyBench.Distributed;

/// <summary>
/// Lets silos of one machine talk to members of their own cluster only. Before the first byte of Orleans, each side of a connection
/// proves that it has the cluster's key, by a code over two fresh numbers and over both ends of the connection. The ends make it worthless to pass
/// proofs on to another connection. Afterwards bytes go as they are: other users can open connections of the loopback interface
/// and listen there, but not read or change those of others. Rejected: TLS, with which a call took 167 µs instead of 90, and a
/// stream half as long again.
/// </summary>
internal sealed class MemberHandshake(ClusterKey key)
{
    private const int NonceLength = 32;
    private const int CodeLength = HMACSHA256.HashSizeInBytes;

    // What has opened a connection and proves nothing is closed after this; members on a busy machine take a while.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    /// <summary>Adds it to a silo, for connections in both directions.</summary>
    public static void Require(ISiloBuilder silo, ClusterKey key)
    {
        var handshake = new MemberHandshake(key);
        silo.Configure<Orleans.Configuration.SiloConnectionOptions>(options =>
        {
            options.ConfigureSiloOutboundConnection(connection => connection.Use(next => context => ThenAsync(handshake.AskAsync, context, next)));
            options.ConfigureSiloInboundConnection(connection => connection.Use(next => context => ThenAsync(handshake.AnswerAsync, context, next)));
            options.ConfigureGatewayInboundConnection(connection => connection.Use(next => context => ThenAsync(handshake.AnswerAsync, context, next)));
        });
    }

    /// <summary>The side that opened the connection: it sends its number, checks the other's proof, and proves itself.</summary>
    public async Task<bool> AskAsync(IDuplexPipe transport, EndPoint? asker, EndPoint? answerer, CancellationToken cancellationToken)
    {
        var asked = RandomNumberGenerator.GetBytes(NonceLength);
        await transport.Output.WriteAsync(asked, cancellationToken);
        if (await ReadAsync(transport.Input, NonceLength + CodeLength, cancellationToken) is not { } answer)
        {
            return false;
        }

        var answered = answer[..NonceLength];
        if (!CryptographicOperations.FixedTimeEquals(answer.AsSpan(NonceLength), Prove("answer", asked, answered, asker, answerer)))
        {
            return false;
        }

        await transport.Output.WriteAsync(Prove("ask", asked, answered, asker, answerer), cancellationToken);
        return true;
    }

    /// <summary>The side that was connected to: it proves itself with a number of its own, and checks the other's proof.</summary>
    public async Task<bool> AnswerAsync(IDuplexPipe transport, EndPoint? answerer, EndPoint? asker, CancellationToken cancellationToken)
    {
        if (await ReadAsync(transport.Input, NonceLength, cancellationToken) is not { } asked)
        {
            return false;
        }

        var answered = RandomNumberGenerator.GetBytes(NonceLength);
        await transport.Output.WriteAsync((byte[])[.. answered, .. Prove("answer", asked, answered, asker, answerer)], cancellationToken);
        return await ReadAsync(transport.Input, CodeLength, cancellationToken) is { } proof
            && CryptographicOperations.FixedTimeEquals(proof, Prove("ask", asked, answered, asker, answerer));
    }

    private static async Task<byte[]?> ReadAsync(PipeReader input, int length, CancellationToken cancellationToken)
    {
        var result = await input.ReadAtLeastAsync(length, cancellationToken);
        if (result.Buffer.Length < length)
        {
            input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            return null;
        }

        // What follows is for the next reader.
        var read = result.Buffer.Slice(0, length);
        var bytes = read.ToArray();
        input.AdvanceTo(read.End);
        return bytes;
    }

    private static async Task ThenAsync(
        Func<IDuplexPipe, EndPoint?, EndPoint?, CancellationToken, Task<bool>> shakeAsync,
        ConnectionContext context,
        ConnectionDelegate next)
    {
        var isMember = false;
        using (var patience = new CancellationTokenSource(_patience))
        {
            try
            {
                isMember = await shakeAsync(context.Transport, context.LocalEndPoint, context.RemoteEndPoint, patience.Token);
            }
            catch (Exception failure) when (failure is OperationCanceledException or IOException or InvalidOperationException)
            {
                // The other side is gone, or said nothing in time: no member.
            }
        }

        if (isMember)
        {
            await next(context);
        }
        else
        {
            context.Abort(new ConnectionAbortedException("the other side did not prove that it is a member of this cluster"));
        }
    }

    // Every part has a length of its own or comes last, so that no two handshakes write the same text.
    private byte[] Prove(string side, byte[] asked, byte[] answered, EndPoint? asker, EndPoint? answerer) =>
        key.Authenticate("handshake", Encoding.ASCII.GetBytes($"{side} {Convert.ToHexString(asked)} {Convert.ToHexString(answered)} {asker} {answerer}"));
}
