using System.Net;
using ConcurrencyBench.Abstractions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConcurrencyBench.Workloads.Fixtures;

/// <summary>
/// The <c>http</c> workload's server: Kestrel on a free loopback port. It is built empty: no logging,
/// no configuration from files or variables, and signals are left to the program it lives in.
/// </summary>
internal sealed class HttpReplyServer : Fixture
{
    private readonly WebApplication _application;
    private readonly HttpReplies _replies;

    private HttpReplyServer(WebApplication application, HttpReplies replies)
        : base(new Uri(application.Urls.Single()).Authority)
    {
        _application = application;
        _replies = replies;
    }

    /// <summary>Starts a server on a free loopback port.</summary>
    /// <exception cref="IOException">There is no free port.</exception>
    public static async Task<HttpReplyServer> StartAsync(ulong seed, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Configure);
        builder.Services.AddSingleton<IHostLifetime, NoOpHostLifetime>();
        var application = builder.Build();
        var replies = new HttpReplies(seed);
        try
        {
            application.Run(replies.AnswerAsync);
            await application.StartAsync(cancellationToken);
            return new HttpReplyServer(application, replies);
        }
        catch
        {
            replies.Dispose();
            await application.DisposeAsync();
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        // First, so that no request in flight delays the end.
        _replies.Dispose();
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private static void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        // A worker sits idle while the others are measured; its connections must still be there afterwards.
        options.Limits.KeepAliveTimeout = TimeSpan.FromDays(1);
        options.Listen(IPAddress.Loopback, 0);
    }
}
