using System.Text.Json;
using ConcurrencyBench.Core;

namespace ConcurrencyBench.EndToEnd.Tests;

public sealed class RuntimeSettingsTests
{
    private const string CollectorThread = ".NET Server GC";

    [Fact]
    public void StartInfo_ForEveryJitAndCollectorSettingOfTheProgram_HasAValueOfItsOwn()
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cbench.runtimeconfig.json")));
        var names = settings.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties").EnumerateObject()
            .Select(property => property.Name).Where(name => VariableOf(name) is not null).ToList();
        var environment = ProgramCommand.StartInfo("worker").Environment;

        Assert.Equal(4, names.Count);
        Assert.All(names, name => Assert.Matches("^[0-9A-F]+$", environment[VariableOf(name)!]));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("1", true)]
    public async Task StartInfo_Collector_IsTheUsualOneUnlessTheUserWantsTheOther(string? wanted, bool isServer)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux tells the names of a process's threads");
        var start = ProgramCommand.StartInfo("worker");
        start.Environment["DOTNET_gcServer"] = wanted ?? start.Environment["DOTNET_gcServer"];
        using var worker = ChildProcess.Start(start);
        await worker.Input.WriteAsync("""{"jsonrpc":"2.0","id":1,"method":"describe","params":[]}"""u8.ToArray().Append((byte)'\n').ToArray(), TestContext.Current.CancellationToken);
        await worker.Input.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal('{', worker.Output.ReadByte());

        var threads = Directory.GetDirectories($"/proc/{worker.Id}/task").Select(task => File.ReadAllText(Path.Combine(task, "comm")).Trim()).ToList();
        Assert.Equal(isServer, threads.Exists(name => name.StartsWith(CollectorThread, StringComparison.Ordinal)));
    }

    // As the runtime's own pairs go.
    private static string? VariableOf(string setting) => setting.Split('.') switch
    {
        ["System", "GC", var name] => $"DOTNET_gc{name}",
        ["System", "Runtime", "TieredCompilation", var name] => $"DOTNET_TC_{name}",
        ["System", "Runtime", var name] when name.StartsWith("Tiered", StringComparison.Ordinal) => $"DOTNET_{name}",
        _ => null,
    };
}
