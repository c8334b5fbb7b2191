using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Measurement.Workers;

namespace ConcurrencyBench.Measurement.Tests;

/// <summary>The .NET worker inside this process, spoken to in lines of text as a foreign program would.</summary>
internal sealed class WireWorker : IDisposable
{
    private readonly Stream _requests;
    private readonly StreamReader _answers;
    private readonly StringWriter _log = new();
    private readonly Task _life;

    public WireWorker(Catalog catalog)
    {
        var (input, output) = (new Pipe(), new Pipe());
        _requests = input.Writer.AsStream();
        _answers = new StreamReader(output.Reader.AsStream());
        _life = Task.Run(() => WorkerProcess.Run(catalog, input.Reader.AsStream(), output.Writer.AsStream(), _log));
    }

    public bool HasEnded => _life.IsCompleted;

    public string Log => _log.ToString();

    /// <summary>Sends a line and reads one: a message that is spread over more, or shares one, does not parse.</summary>
    /// <param name="request">The message, without its end.</param>
    /// <returns>The answer.</returns>
    public async Task<JsonElement> AskAsync(string request)
    {
        await _requests.WriteAsync(Encoding.UTF8.GetBytes(request + "\n"), TestContext.Current.CancellationToken);
        await _requests.FlushAsync(TestContext.Current.CancellationToken);
        return JsonElement.Parse((await _answers.ReadLineAsync(TestContext.Current.CancellationToken))!);
    }

    /// <summary>Closes the worker's input, and waits until it has ended.</summary>
    /// <returns>A task that ends with the worker.</returns>
    public async Task EndAsync()
    {
        await _requests.DisposeAsync();
        await _life;
    }

    public void Dispose()
    {
        _requests.Dispose();
        _answers.Dispose();
        _log.Dispose();
    }
}
