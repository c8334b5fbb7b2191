using System.ComponentModel;
using System.Diagnostics;

namespace ConcurrencyBench.EndToEnd.Tests.Driving;

/// <summary>What some tests need that not every system gives: a mount or a network of their own.</summary>
internal static class Privilege
{
    /// <summary>Skips the test, with the reason, where a command does not work.</summary>
    /// <param name="program">The command.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>A task that ends when the command has.</returns>
    public static async Task RequireAsync(string program, params IReadOnlyList<string> arguments)
    {
        var command = string.Join(' ', arguments.Prepend(program));
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.SkipUnless(process.ExitCode == 0, $"'{command}' is not permitted here: {error.Trim()}");
        }
        catch (Win32Exception exception)
        {
            Assert.Skip($"'{command}' cannot be started here: {exception.Message}");
        }
    }
}
