using System.Buffers;
using System.Collections;
using System.Text.Json;
using ConcurrencyBench.Abstractions.Records;
using ConcurrencyBench.Measurement.Counters;
using ConcurrencyBench.Measurement.Protocol;
using ConcurrencyBench.Measurement.Workers;

namespace ConcurrencyBench.Measurement.Tests;

/// <summary>What workers run with decides figures: it is read, sent, compared and distinguished from defaults.</summary>
public sealed class RuntimeSettingsTests
{
    private static readonly RuntimeSettings Usual = new()
    {
        Version = "10.0.1",
        ServerGc = false,
        ConcurrentGc = true,
        HeapCount = 1,
        HeapHardLimitBytes = 0,
        TieredCompilation = true,
        TieredPgo = true,
        ReadyToRun = true,
        Variables = new Dictionary<string, string> { ["DOTNET_gcServer"] = "0", ["DOTNET_ROOT"] = "/here" },
    };

    [Fact]
    public void Read_ThisProcess_SaysWhatTheRuntimeSays()
    {
        var settings = RuntimeProbe.Read();
        Assert.Equal(Environment.Version.ToString(), settings.Version);
        Assert.Equal(System.Runtime.GCSettings.IsServerGC, settings.ServerGc);
        Assert.NotNull(settings.ConcurrentGc);
        Assert.True(settings.HeapCount >= 1);
        Assert.NotNull(settings.HeapHardLimitBytes);
    }

    [Fact]
    public void Variables_OfAnEnvironment_AreTheRuntimesAloneAndCut()
    {
        var environment = new Hashtable { ["PATH"] = "x", ["DOTNET_a"] = "1", ["COMPlus_b"] = new string('2', 1000), [$"DOTNET_{new string('n', 200)}"] = "3" };
        var variables = RuntimeProbe.Variables(environment);
        Assert.Equal(["COMPlus_b", "DOTNET_a"], variables.Keys);
        Assert.Equal(201, variables["COMPlus_b"].Length);

        var many = new Hashtable(Enumerable.Range(0, 500).ToDictionary(number => $"DOTNET_{number}", _ => "1"));
        Assert.Equal(64, RuntimeProbe.Variables(many).Count);
    }

    [Fact]
    public void Description_OnTheWire_ArrivesWhole()
    {
        var sent = new WorkerDescription(3, Runtime.DotNet, "10.0.1", [new DescribedModel("a") { ItemsRunElsewhere = true, Environment = Usual.Variables }], ["b"]) { Settings = Usual };
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            ResponseWriter.Write(writer, sent);
        }

        var received = JsonSerializer.Deserialize<WorkerDescription>(buffer.WrittenSpan, JsonSerializerOptions.Web)!;
        Assert.Equal(Usual with { Variables = received.Settings!.Variables }, received.Settings);
        Assert.Equal(Usual.Variables, received.Settings.Variables);
        Assert.Equal((sent.Runtime, sent.RuntimeVersion, sent.Workloads.Single()), (received.Runtime, received.RuntimeVersion, received.Workloads.Single()));
        Assert.Equal(sent.Models[0] with { Environment = received.Models[0].Environment }, received.Models[0]);
        Assert.Equal(Usual.Variables, received.Models[0].Environment);
    }

    [Fact]
    public void DifferencesOf_Variables_NamesEachWithBothValues() => Assert.Equal(
        ["DOTNET_TieredPGO=0 (was not set)", "DOTNET_gcServer=1 (was 0)"],
        Usual.DifferencesOf(Usual with
        {
            ServerGc = true,
            Variables = new Dictionary<string, string> { ["DOTNET_gcServer"] = "1", ["DOTNET_TieredPGO"] = "0", ["DOTNET_ROOT"] = "/there", ["DOTNET_CLI_HOME"] = "/x" },
        }));

    [Fact]
    public void DifferencesOf_NoVariableExplainsIt_NamesTheFact() =>
        Assert.Equal(["server garbage collection True (was server garbage collection False)"], Usual.DifferencesOf(Usual with { ServerGc = true }));

    [Fact]
    public void DifferencesOf_Same_IsEmpty() => Assert.Empty(Usual.DifferencesOf(Usual with { Variables = new Dictionary<string, string> { ["DOTNET_gcServer"] = "0" } }));

    [Fact]
    public void UnusualVariables_WhatTheProgramSetsAndWhatIsTheDefault_IsNone()
    {
        var workers = new WorkerRuntime
        {
            Settings = Usual with
            {
                Variables = new Dictionary<string, string>
                {
                    ["DOTNET_TC_CallCountingDelayMs"] = "1",
                    ["DOTNET_TieredCompilation"] = "1",
                    ["DOTNET_gcServer"] = "00",
                    ["DOTNET_NOLOGO"] = "1",
                    ["DOTNET_EnableDiagnostics"] = "0",
                },
            },
            SetByProgram = ["DOTNET_TC_CallCountingDelayMs"],
        };
        Assert.Empty(workers.UnusualVariables());
        Assert.Equal(["DOTNET_TC_CallCountingDelayMs=1"], (workers with { SetByProgram = [] }).UnusualVariables());
        Assert.Equal(
            ["COMPlus_Anything=x", "DOTNET_gcServer=1"],
            (workers with { Settings = Usual with { Variables = new Dictionary<string, string> { ["DOTNET_gcServer"] = "1", ["COMPlus_Anything"] = "x" } } }).UnusualVariables());
    }
}
