using System.Diagnostics;

namespace ConcurrencyBench.EndToEnd.Tests.Driving;

/// <summary>The program while it runs. Disposal ends it and everything it started.</summary>
internal sealed class RunningCbench : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(100);

    private readonly Process _process;
    private readonly Sandbox _sandbox;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    public RunningCbench(Process process, Sandbox sandbox)
    {
        (_process, _sandbox) = (process, sandbox);
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Close();
    }

    public int Id => _process.Id;

    /// <summary>Sends a signal.</summary>
    /// <param name="signal">Its name, as "INT".</param>
    /// <param name="process">To which process; minus its id for its whole group.</param>
    public static void Signal(string signal, int process)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -s {signal} -- {process}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Waits for it to end by itself; a program that hangs fails the test with what it said.</summary>
    /// <returns>What it said and how it ended.</returns>
    public async Task<Outcome> WaitAsync()
    {
        try
        {
            await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(_patience);
        }
        catch (TimeoutException)
        {
            _sandbox.KillAll();
            throw new TimeoutException($"cbench still ran after {_patience.TotalSeconds:0} s. Standard error: {await _error}");
        }

        // A process that it left behind may hold the pipes open: that is a failure, not a reason to wait for ever.
        return new Outcome(_process.ExitCode, await _output.WaitAsync(_patience), await _error.WaitAsync(_patience));
    }

    /// <summary>Waits until something holds, as long as the program runs.</summary>
    /// <param name="condition">What must hold.</param>
    /// <returns>A task that ends when it does.</returns>
    public async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            if (_process.HasExited)
            {
                Assert.Fail($"cbench ended too early: {await WaitAsync()}");
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _sandbox.KillAll();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
