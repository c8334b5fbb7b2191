using Microsoft.Extensions.Logging;

namespace ConcurrencyBench.Distributed;

/// <summary>Where a silo tells what went wrong: standard error, the log of every process of this program. It tells nothing else.</summary>
internal sealed class ErrorLog : ILoggerProvider, ILogger
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Console.Error.WriteLine($"{formatter(state, exception)} {exception}".TrimEnd());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
