using System.Text.Json;
using ConcurrencyBench.Core;

namespace ConcurrencyBench.EndToEnd.Tests;

public sealed class RuntimeSettingsTests
{
    private const string Prefix = "System.Runtime.";

    [Fact]
    public void StartInfo_ForEveryTieringSettingOfTheProgram_HasTheRuntimesOwnValue()
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cbench.runtimeconfig.json")));
        var names = settings.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties").EnumerateObject()
            .Select(property => property.Name).Where(name => name.StartsWith($"{Prefix}Tiered", StringComparison.Ordinal)).ToList();
        var environment = ProgramCommand.StartInfo("worker").Environment;

        Assert.Equal(3, names.Count);
        Assert.All(names, name => Assert.Matches("^[0-9A-F]+$", environment[VariableOf(name)]));
    }

    // As the runtime's own pairs go: System.Runtime.TieredCompilation.X is DOTNET_TC_X, System.Runtime.TieredY is DOTNET_TieredY.
    private static string VariableOf(string name) =>
        "DOTNET_" + name[Prefix.Length..].Replace("TieredCompilation.", "TC_", StringComparison.Ordinal);
}
