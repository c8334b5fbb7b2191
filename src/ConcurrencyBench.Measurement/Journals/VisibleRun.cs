using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Journals;

/// <summary>
/// What a run's files say as reports may show it: every text in it, whatever its member, is made visible once, before anything is
/// computed from it. Names of a plan, reasons and log lines come from elsewhere.
/// </summary>
public static class VisibleRun
{
    /// <summary>Makes a run's texts visible.</summary>
    /// <param name="manifest">The run.</param>
    /// <param name="entries">Its journal.</param>
    /// <returns>The same objects where there is nothing to hide.</returns>
    public static (RunManifest Manifest, IReadOnlyList<JournalEntry> Entries) Of(RunManifest manifest, IReadOnlyList<JournalEntry> entries)
    {
        var shown = Of(manifest, ManifestJson.Default.RunManifest);
        return (shown, entries.All(IsPlain) ? entries : [.. entries.Select(entry => IsPlain(entry) ? entry : Of(entry, JournalJson.Entry))]);
    }

    // Of the lines that there are many of, only names are text.
    private static bool IsPlain(JournalEntry entry) => entry switch
    {
        BlockMeasurement measurement => NamesArePlain(measurement) && (measurement.Phases ?? []).All(phase => IsPlain(phase.Id) && IsPlain(phase.Label ?? string.Empty)),
        Launch launch => NamesArePlain(launch),
        _ => false,
    };

    private static bool NamesArePlain(CellEntry entry) =>
        IsPlain(entry.Cell.Runtime.Id) && IsPlain(entry.Cell.Model) && IsPlain(entry.Cell.Workload) && IsPlain(entry.Comparison ?? string.Empty);

    private static bool IsPlain(string text) => ReferenceEquals(Visible.Line(text), text);

    private static T Of<T>(T value, JsonTypeInfo<T> json)
        where T : class
    {
        var node = JsonSerializer.SerializeToNode(value, json)!;
        return Change(node) ? node.Deserialize(json)! : value;
    }

    /// <summary>Changes every text below a node.</summary>
    private static bool Change(JsonNode node)
    {
        var isChanged = false;
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, member) in members.ToList())
                {
                    isChanged |= member is not null && (Shown(member) is { } text ? Replace(() => members[name] = text) : Change(member));
                    if (!IsPlain(name))
                    {
                        members.Remove(name, out var moved);
                        members[Visible.Line(name)] = moved;
                        isChanged = true;
                    }
                }

                break;
            case JsonArray elements:
                for (var index = 0; index < elements.Count; index++)
                {
                    var (element, place) = (elements[index], index);
                    isChanged |= element is not null && (Shown(element) is { } text ? Replace(() => elements[place] = text) : Change(element));
                }

                break;
            default:
                break;
        }

        return isChanged;
    }

    /// <summary>What is shown instead of a text; null where it is shown as it is.</summary>
    private static string? Shown(JsonNode node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && !IsPlain(text) ? Visible.Line(text) : null;

    private static bool Replace(Action replace)
    {
        replace();
        return true;
    }
}
