using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ConcurrencyBench.Workloads.Fixtures;

/// <summary>Answers <c>GET /{item}</c> after the delay; anything else is not found.</summary>
internal sealed class HttpReplies(ulong seed) : IDisposable
{
    private readonly DelayLine _line = new(Reply.Delay);

    /// <summary>Answers one request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var delayed = _line.WaitAsync();
        if (ItemOf(context.Request) is not { } item)
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

    private static int? ItemOf(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Path.Value is ['/', .. var number]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var item)
            ? item
            : null;
}
