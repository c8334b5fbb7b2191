using System.CommandLine;
using System.Text.Json;
using ConcurrencyBench.Analysis;
using ConcurrencyBench.Cli.Output;

namespace ConcurrencyBench.Cli.Commands;

/// <summary><c>cbench list</c>: the models, workloads and claims there are.</summary>
internal static class ListCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "as a JSON array of objects with an id" };

    /// <summary>Makes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create() => new("list", "list models, workloads or claims")
    {
        Of("models", "the ways to run work concurrently", () => Parts.Catalog.Models.Select(model => new ListedItem(
            model.Id, model.Description.Mechanism, model.Description.WhatItIs))),
        Of("workloads", "the work there is", () => Parts.Catalog.Workloads.Select(workload => new ListedItem(
            workload.Id, workload.Kind.ToString(), workload.Description))),
        Of("claims", "the claims that are judged", () => Analyzer.Claims.Select(claim => new ListedItem(
            claim.Id, claim.ModelId, $"{claim.Sentence} ({claim.Rule})"))),
    };

    private static Command Of(string name, string description, Func<IEnumerable<ListedItem>> items)
    {
        var command = new Command(name, description) { Json };
        command.SetAction(parsed =>
        {
            var list = items().ToList();
            if (parsed.GetValue(Json))
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(list, ListedItemJson.Default.ListListedItem));
                return;
            }

            foreach (var item in list)
            {
                Console.Out.WriteLine($"{item.Id.PadRight(list.Max(other => other.Id.Length))}  {item.Group.PadRight(list.Max(other => other.Group.Length))}  {item.Description}");
            }
        });
        return command;
    }
}
