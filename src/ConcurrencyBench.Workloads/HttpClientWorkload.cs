using System.Globalization;
using System.Net.Sockets;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Workloads.Connections;
using ConcurrencyBench.Workloads.Fixtures;

namespace ConcurrencyBench.Workloads;

/// <summary>
/// The item of <c>http</c> by the client that every program uses: HttpClient over SocketsHttpHandler, with settings of its users' but for what keeps
/// connections open. Its blocking form is <c>Send</c>, its asynchronous one <c>SendAsync</c>; it has no callbacks, so loops await the latter. Each form has
/// connections of its own, which are connected when the workload is set up.
/// </summary>
public sealed class HttpClientWorkload : ServerWorkload, IHasParameters, IHasUsualConcurrencies
{
    private FreshSockets? _sockets;
    private InFlight? _inFlight;
    private HttpClient? _blocking;
    private HttpClient? _asynchronous;
    private string _path = "/";

    /// <inheritdoc/>
    public override string Id => "http-client";

    /// <inheritdoc/>
    public override string Description => $"one HTTP GET, by HttpClient over SocketsHttpHandler, on a kept connection to a server that answers {ServerDelay.AnswersWhen(Delay)}";

    /// <inheritdoc/>
    public IReadOnlyList<WorkloadParameter> Parameters => [ServerDelay.Parameter];

    /// <inheritdoc/>
    public IReadOnlyList<int>? UsualConcurrencies => ServerDelay.UsualConcurrencies(Delay);

    /// <inheritdoc/>
    public override TimeSpan Delay => TimeSpan.FromMilliseconds(Parameter(ServerDelay.Name));

    /// <inheritdoc/>
    public override int Items(int concurrency) => ServerDelay.Items(Delay, concurrency);

    /// <inheritdoc/>
    public override Task<Fixture> OpenFixtureAsync(ulong seed, CancellationToken cancellationToken) =>
        Task.FromResult<Fixture>(ReplyServer.Start(seed, new HttpServedFormat()));

    /// <inheritdoc/>
    /// <exception cref="FixtureException">There is no server at the address.</exception>
    protected override Task OpenAsync(WorkloadSetup setup, CancellationToken cancellationToken)
    {
        _sockets = FreshSockets.Open(setup, cancellationToken);
        _inFlight = new InFlight(setup.Concurrency);
        _path = ServerDelay.IsBusy(Delay) ? HttpServedFormat.AtOncePath : "/";
        (_blocking, _asynchronous) = (Client(setup, _sockets), Client(setup, _sockets));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override ulong Execute<TGate>(int item, ref TGate gate)
    {
        _inFlight!.Enter();
        gate.EnterBlocking();
        try
        {
            using var request = Request(item);
            using var response = _blocking!.Send(request);
            response.EnsureSuccessStatusCode();
            Span<byte> reply = stackalloc byte[Reply.Length];
            response.Content.ReadAsStream().ReadExactly(reply);
            return Digest.Of(reply);
        }
        finally
        {
            gate.ExitBlocking();
            _inFlight.Exit();
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<ulong> ExecuteAsync(int item, CancellationToken cancellationToken)
    {
        _inFlight!.Enter();
        try
        {
            using var request = Request(item);
            using var response = await _asynchronous!.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
            return Digest.Of(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        finally
        {
            _inFlight.Exit();
        }
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _blocking?.Dispose();
        _asynchronous?.Dispose();
        _sockets?.Dispose();
        return base.DisposeAsync();
    }

    private static HttpClient Client(WorkloadSetup setup, FreshSockets sockets)
    {
        var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = setup.Concurrency,

            // A worker sits idle while the others are measured; its connections must still be there afterwards.
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            UseProxy = false,
            ConnectCallback = (_, _) => new ValueTask<Stream>(new NetworkStream(sockets.Take(), ownsSocket: true)),
        };
        return new HttpClient(handler) { BaseAddress = new Uri($"http://{setup.FixtureAddress}/"), Timeout = Timeout.InfiniteTimeSpan };
    }

    private HttpRequestMessage Request(int item) =>
        new(HttpMethod.Get, new Uri(string.Create(CultureInfo.InvariantCulture, $"{_path}{item}"), UriKind.Relative));
}
