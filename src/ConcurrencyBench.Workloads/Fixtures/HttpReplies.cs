using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ConcurrencyBench.Workloads.Fixtures;

/// <summary>Answers <c>GET /{item}</c> after the delay and <c>GET /now/{item}</c> at once; anything else is not found.</summary>
internal sealed class HttpReplies(ulong seed) : IDisposable
{
    /// <summary>What the path of a request begins with that is answered at once.</summary>
    public const string AtOnce = "/now/";

    private readonly DelayLine _line = new(Reply.Delay);

    /// <summary>Answers one request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? string.Empty;
        var isDelayed = !path.StartsWith(AtOnce, StringComparison.Ordinal);
        var delayed = isDelayed ? _line.WaitAsync() : Task.CompletedTask;
        if (ItemOf(context.Request.Method, path.AsSpan(isDelayed ? Math.Min(1, path.Length) : AtOnce.Length)) is not { } item)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await delayed;
        context.Response.ContentLength = Reply.Length;
        Reply.Write(seed, item, context.Response.BodyWriter.GetSpan(Reply.Length));
        context.Response.BodyWriter.Advance(Reply.Length);
    }

    /// <summary>Cancels the requests that wait.</summary>
    public void Dispose() => _line.Dispose();

    private static int? ItemOf(string method, ReadOnlySpan<char> number) =>
        HttpMethods.IsGet(method) && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var item) ? item : null;
}
