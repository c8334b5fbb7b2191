using System.Globalization;
using System.Net.Sockets;

namespace ConcurrencyBench.Core.Workloads.Connections;

/// <summary>
/// An <see cref="HttpClient"/> with kept connections, used in one form for its whole life, the way a program would set
/// it up to talk to one server: as many connections as items in flight, no proxy, no cookies, no redirects.
/// </summary>
internal sealed class HttpConnections : IDisposable
{
    private readonly HttpClient _client;
    private readonly InFlight _inFlight;

    /// <summary>Makes the client; it takes its connections as it needs them.</summary>
    /// <param name="sockets">Where connections come from.</param>
    /// <param name="setup">The server's address, and how many connections.</param>
    public HttpConnections(FreshSockets sockets, WorkloadSetup setup)
    {
        var handler = new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            ConnectCallback = (_, _) => new ValueTask<Stream>(new NetworkStream(sockets.Take(), ownsSocket: true)),
            MaxConnectionsPerServer = setup.Concurrency,
            // Finite on purpose: without a limit the handler still looks after idle connections every 30 s, and does
            // so by an asynchronous read, which would leave the blocking form's sockets non-blocking.
            PooledConnectionIdleTimeout = TimeSpan.FromDays(1),
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            UseCookies = false,
            UseProxy = false,
        };
        _client = new HttpClient(handler)
        {
            BaseAddress = new Uri($"http://{setup.FixtureAddress}/"),
            // No timer per request: the orchestrator's deadline ends a worker that hangs.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _inFlight = new InFlight(setup.Concurrency);
    }

    /// <summary>Gets an item, blocking the thread.</summary>
    /// <returns>The body.</returns>
    /// <exception cref="HttpRequestException">The connection broke, or the answer is no success.</exception>
    public byte[] Get(int item)
    {
        _inFlight.Enter();
        try
        {
            using var request = RequestFor(item);
            using var response = _client.Send(request);
            response.EnsureSuccessStatusCode();
            using var body = response.Content.ReadAsStream();
            var bytes = new byte[body.Length];
            body.ReadExactly(bytes);
            return bytes;
        }
        finally
        {
            _inFlight.Exit();
        }
    }

    /// <summary>Gets an item without blocking the thread.</summary>
    /// <returns>The body.</returns>
    /// <exception cref="HttpRequestException">The connection broke, or the answer is no success.</exception>
    public async ValueTask<byte[]> GetAsync(int item, CancellationToken cancellationToken)
    {
        _inFlight.Enter();
        try
        {
            using var request = RequestFor(item);
            using var response = await _client.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadAsByteArrayAsync(cancellationToken);
        }
        finally
        {
            _inFlight.Exit();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static HttpRequestMessage RequestFor(int item) =>
        new(HttpMethod.Get, new Uri(item.ToString(CultureInfo.InvariantCulture), UriKind.Relative));
}
