using ConcurrencyBench.EndToEnd.Tests.Driving;

namespace ConcurrencyBench.EndToEnd.Tests;

/// <summary>Wrong settings: each is refused with one line that names what, where and the remedy, before anything is written.</summary>
public sealed class BadSettingsTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Report_WithAnAssembly_TheCommandThatIsShownNamesItToo()
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "ConcurrencyBench.Models.dll");
        (await _sandbox.Cbench.RunAsync("with", assembly, "report")).AssertRefused($"{Cbench.Path} with {assembly} report --help");
    }

    [Theory(Timeout = 60_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_SettingsFileOfAnotherUser_IsRefused(bool isLink)
    {
        var file = _sandbox[isLink ? "elsewhere.json" : "cbench.json"];
        await File.WriteAllTextAsync(file, """{ "profile": "smoke", "out": "X" }""", TestContext.Current.CancellationToken);
        await Privilege.RequireAsync("chown", "65534", file);
        if (isLink)
        {
            File.CreateSymbolicLink(_sandbox["cbench.json"], file);
        }

        (await _sandbox.Cbench.RunAsync()).AssertRefused($"{_sandbox["cbench.json"]} belongs to another user (number 65534)", "chown");
        Assert.False(Directory.Exists(_sandbox["X"]));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("unknown command 'reprot': did you mean 'report'?", "reprot", "x")]
    [InlineData("unknown command 'modles': did you mean 'models'?", "list", "modles")]
    [InlineData("unknown command 'hlep': did you mean 'help'?", "hlep")]
    [InlineData("unknown command 'threads': the known ones are run, report, list, doctor, calibrate, silo, help", "threads")]
    [InlineData("unknown option '--profil': did you mean '--profile'?", "--profil", "smoke")]
    [InlineData("unknown option '--profil': did you mean '--profile'?", "--profil=smoke")]
    [InlineData("unknown option '--jsn': did you mean '--json'?", "list", "models", "--jsn")]
    [InlineData("unexpected argument 'extra'", "run", "extra")]
    [InlineData("cbench report --help", "report")]
    [InlineData("--profile: unknown profile 'smok': did you mean 'smoke'?", "--profile", "smok")]
    [InlineData("--profile: unknown profile 'smoke,quick'", "--profile", "smoke,quick")]
    [InlineData("--models: unknown model 'thread': did you mean 'threads'?", "--models", "async,thread")]
    [InlineData("--models is empty", "--models", "")]
    [InlineData("--workloads: unknown workload 'primess': did you mean 'primes'?", "--workloads", "primess")]
    [InlineData("--concurrency '0' is not a whole number from 1", "--concurrency", "0")]
    [InlineData("--concurrency '-1' is not", "--concurrency", "-1")]
    [InlineData("--concurrency 'abc' is not", "--concurrency", "1,abc")]
    [InlineData("--concurrency '1.5' is not", "--concurrency", "1.5")]
    [InlineData("--concurrency '99999999' is not a whole number from 1 to ", "--concurrency", "99999999")]
    [InlineData("--concurrency '99999999999999999999' is not", "--concurrency", "99999999999999999999")]
    [InlineData("--budget 'soon' is not a time from 1s to 7 days, as 90s, 3m or 1h", "--budget", "soon")]
    [InlineData("--budget '0s' is not", "--budget", "0s")]
    [InlineData("--budget '-5s' is not", "--budget", "-5s")]
    [InlineData("--budget '999h' is not", "--budget", "999h")]
    [InlineData("--seed 'x' is not a whole number from 0", "--seed", "x")]
    [InlineData("--seed '-1' is not", "--seed=-1")]
    [InlineData("--rounds '0' is not a whole number from 1", "--rounds", "0")]
    [InlineData("'--rounds'", "--rounds")]
    [InlineData("--switch-interval '0' is not a number from 0.001 to 60000", "--switch-interval", "0")]
    [InlineData("--switch-interval '-0.5' is not a number from", "--switch-interval", "-0.5")]
    [InlineData("--switch-interval '0,5' is not a number from", "--switch-interval", "0,5")]
    [InlineData("--switch-interval '1e3' is not a number from", "--switch-interval", "1e3")]
    [InlineData("--out is empty: name a folder", "--out", "")]
    [InlineData("--cluster 'here' is not the address of a Redis server: give redis://HOST:PORT", "--cluster", "here")]
    [InlineData("--cluster 'http://here:6379' is not the address of a Redis server", "--cluster", "http://here:6379")]
    [InlineData("--cluster 'redis://a:secret@here' is not the address of a Redis server", "--cluster", "redis://a:secret@here")]
    [InlineData("--cluster needs a secret, by which machines know each other: set CBENCH_CLUSTER_SECRET", "--cluster", "redis://127.0.0.1:1")]
    [InlineData("--cluster needs a secret, by which machines know each other: set CBENCH_CLUSTER_SECRET", "silo", "--cluster", "redis://127.0.0.1:1")]
    [InlineData("'--cluster'", "silo")]
    [InlineData("workload ping-pong cannot be calibrated: its items are not run by themselves", "calibrate", "--workloads", "ping-pong")]
    [InlineData("--workloads: unknown workload 'prime': did you mean 'primes'?", "calibrate", "--workloads", "prime")]
    [InlineData("--neighbour: unknown neighbour 'loud': the known ones are none, bursts, steady, all", "calibrate", "--neighbour", "loud")]
    [InlineData("--budget '10 minutes' is not a time", "calibrate", "--budget", "10 minutes")]
    [InlineData("--neighbour does not go with --resume", "calibrate", "--resume", "x", "--neighbour", "none")]
    [InlineData("run folder x does not exist", "calibrate", "--resume", "x")]
    [InlineData("cannot read no.json", "--calibration", "no.json")]
    [InlineData("cannot write /proc/no/calibration.json", "calibrate", "--calibration", "/proc/no/calibration.json")]
    [InlineData("--listen 'here' is not an address", "silo", "--cluster", "redis://127.0.0.1:1", "--listen", "here")]
    [InlineData("no silo can listen on 192.0.2.1", "silo", "--cluster", "redis://127.0.0.1:1", "--listen", "192.0.2.1")]
    public async Task Run_WrongCommandLine_IsRefused(string message, params string[] arguments)
    {
        (await _sandbox.Cbench.RunAsync(arguments)).AssertRefused(message);
        Assert.Empty(_sandbox.Snapshot());
    }

    [Theory(Timeout = 60_000)]
    [InlineData]
    [InlineData("silo")]
    public async Task Cluster_WithoutAServer_IsRefused(params string[] command)
    {
        var cbench = new Cbench(_sandbox) { Environment = { ["CBENCH_CLUSTER_SECRET"] = "sixteen characters or more" } };
        (await cbench.RunAsync([.. command, "--cluster", "redis://127.0.0.1:1"])).AssertRefused("no Redis answers at redis://127.0.0.1:1: start one there");
        Assert.Empty(_sandbox.Snapshot());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("CBENCH_PROFILE", "smok", "CBENCH_PROFILE: unknown profile 'smok': did you mean 'smoke'?")]
    [InlineData("CBENCH_CONCURRENCY", "0", "CBENCH_CONCURRENCY '0' is not a whole number from 1")]
    [InlineData("CBENCH_CLUSTER", "here", "CBENCH_CLUSTER 'here' is not the address of a Redis server")]
    [InlineData("CBENCH_MODLES", "threads", "unknown variable 'CBENCH_MODLES': did you mean 'CBENCH_MODELS'?")]
    [InlineData("cbench_models", "threads", "unknown variable 'cbench_models': did you mean 'CBENCH_MODELS'?")]
    [InlineData("CBENCH_ANYTHING_ELSE", "1", "unknown variable 'CBENCH_ANYTHING_ELSE': the known ones are CBENCH_PROFILE, ")]
    [InlineData("CBENCH_QUIET", "perhaps", "CBENCH_QUIET 'perhaps' is neither yes nor no")]
    [InlineData("CBENCH_SWITCH_INTERVAL", "fast", "CBENCH_SWITCH_INTERVAL 'fast' is not a number from 0.001")]
    public async Task Run_WrongVariable_IsRefusedByItsName(string name, string value, string message)
    {
        _sandbox.Cbench.Environment[name] = value;
        (await _sandbox.Cbench.RunAsync("run")).AssertRefused(message);
        Assert.Empty(_sandbox.Snapshot());
    }

    [Fact(Timeout = 60_000)]
    public async Task Resume_WrongVariable_IsRefusedTooThoughTheRunIsPlanned()
    {
        _sandbox.Cbench.Environment["CBENCH_BUDGET"] = "bogus";
        (await _sandbox.Cbench.RunAsync("--resume", "x")).AssertRefused("CBENCH_BUDGET 'bogus' is not a time");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("{\n  \"profile\": smoke\n}", "line 2 is not valid JSON", "correct it, or remove the file")]
    [InlineData("{\n  \"seed\": 1\n", "is not valid JSON")]
    [InlineData("", "line 1 is not valid JSON")]
    [InlineData("[]", "line 1: an object was expected")]
    [InlineData("{ \"seed\": 1 }\n{}", "line 2 is not valid JSON")]
    [InlineData("{\n  \"seed\": 1,\n  \"profil\": \"smoke\"\n}", "line 3: unknown setting 'profil': did you mean 'profile'?")]
    [InlineData("{\n  \"resume\": \"x\"\n}", "line 2: unknown setting 'resume'")]
    [InlineData("{\n  \"rounds\": true\n}", "line 2: rounds 'true' is not a whole number from 1")]
    [InlineData("{\n  \"rounds\": 1,\n  \"rounds\": 2\n}", "line 3: 'rounds' is there twice, first as '1'")]
    [InlineData("{\n  \"quiet\": \"perhaps\"\n}", "line 2: quiet 'perhaps' is neither yes nor no")]
    [InlineData("{\n  \"rounds\": null\n}", "line 2: 'rounds' must be text, a number, true or false, or a list of them")]
    [InlineData("{\n  \"rounds\": { \"least\": 1 }\n}", "line 2: 'rounds' must be")]
    [InlineData("{\n  \"rounds\": 1.5\n}", "line 2: rounds '1.5' is not a whole number from 1")]
    [InlineData("{\n\n  \"models\": [\"thread\"]\n}", "line 3: models: unknown model 'thread': did you mean 'threads'?")]
    public async Task Run_WrongFile_IsRefusedByFileAndLine(string text, params string[] parts)
    {
        var path = _sandbox["cbench.json"];
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        var before = _sandbox.Snapshot();
        (await _sandbox.Cbench.RunAsync("run")).AssertRefused([path, .. parts]);
        Assert.Equal(before, _sandbox.Snapshot());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Run_FileAsOtherToolsWriteIt_IsRead(string encoding)
    {
        var path = _sandbox["cbench.json"];
        var text = "{\r\n  \"seed\": 1,\r\n  \"profil\": \"smoke\"\r\n}\r\n\r\n";
        await File.WriteAllTextAsync(path, text, System.Text.Encoding.GetEncoding(encoding), TestContext.Current.CancellationToken);
        Assert.NotEqual((byte)'{', (await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken))[0]);
        (await _sandbox.Cbench.RunAsync("run")).AssertRefused($"{path}, line 3: unknown setting 'profil'");
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_NoServerCanListen_IsRefusedBeforeAnythingIsWritten()
    {
        // A network of its own, whose loopback interface is down.
        await Privilege.RequireAsync("unshare", "--net", "true");
        var cbench = new Cbench(_sandbox) { Wrapper = ["unshare", "--net"] };
        (await cbench.RunAsync("--profile", "smoke", "--workloads", "tcp", "--out", "x"))
            .AssertRefused("workload tcp needs a server on 127.0.0.1", "--workloads");
        Assert.Empty(_sandbox.Snapshot());
    }
}
