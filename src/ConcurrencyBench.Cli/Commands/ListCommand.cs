using System.CommandLine;
using System.Text.Json;
using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Abstractions.Abilities;
using ConcurrencyBench.Analysis;
using ConcurrencyBench.Cli.Options;
using ConcurrencyBench.Cli.Output;

namespace ConcurrencyBench.Cli.Commands;

/// <summary><c>cbench list</c>: the models, workloads and claims there are.</summary>
internal static class ListCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "as a JSON array of objects with an id" };

    private static readonly IReadOnlyList<(string Name, string Description, Func<IEnumerable<ListedItem>> Items)> Lists =
    [
        ("models", "the ways to run work concurrently", () => BuiltInCatalog.Catalog.Models.Select(model => new ListedItem(
            model.Id, model.Description.Mechanism, model.Description.WhatItIs))),
        ("workloads", "the work there is", () => BuiltInCatalog.Catalog.Workloads.Select(workload => new ListedItem(
            workload.Id, workload.Kind.ToString(), workload.Description + string.Concat(workload.DeclaredParameters().Select(Shown))))),
        ("claims", "the claims that are judged", () => Analyzer.Claims.Select(claim => new ListedItem(
            claim.Id, claim.ModelId, $"{claim.Sentence} ({claim.Rule})"))),
        ("profiles", "how much a run measures", () => Profiles.All.Select(profile => new ListedItem(
            profile.Name, profile.Cost, profile.Purpose))),
    ];

    /// <summary>Makes the command. Alone it lists what can be listed.</summary>
    public static Command Create()
    {
        var command = new Command("list", "list models, workloads, claims or profiles; alone, what can be listed") { Json };
        command.SetAction(parsed => Write(Lists.Select(list => new ListedItem(list.Name, $"{list.Items().Count()} of them", list.Description)), parsed.GetValue(Json)));
        foreach (var (name, description, items) in Lists)
        {
            var one = new Command(name, description) { Json };
            one.SetAction(parsed => Write(items(), parsed.GetValue(Json)));
            command.Add(one);
        }

        return command;
    }

    private static string Shown(WorkloadParameter parameter) => $"; {parameter.Name}: {parameter.Meaning} ({parameter.Choice()})";

    private static void Write(IEnumerable<ListedItem> items, bool asJson)
    {
        var list = items.ToList();
        if (asJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(list, ListedItemJson.Default.ListListedItem));
            return;
        }

        foreach (var item in list)
        {
            Console.Out.WriteLine($"{item.Id.PadRight(list.Max(other => other.Id.Length))}  {item.Group.PadRight(list.Max(other => other.Group.Length))}  {item.Description}");
        }
    }
}
