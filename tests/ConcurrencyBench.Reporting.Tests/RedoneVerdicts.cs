using System.Text.Json;

namespace ConcurrencyBench.Reporting.Tests;

/// <summary>
/// What a reader of <c>summary.json</c> does who trusts no verdict: each is made again from the numbers beside it. Text is all it knows; none of the
/// program's types is used, so that a number which is not in the file cannot help.
/// </summary>
internal static class RedoneVerdicts
{
    /// <summary>Redoes every verdict.</summary>
    /// <param name="summary">The file's text.</param>
    /// <returns>What is said, what the numbers say, and of what; both are equal in a true report.</returns>
    public static IReadOnlyList<(string About, string Said, string Redone)> Of(string summary)
    {
        using var json = JsonDocument.Parse(summary);
        var root = json.RootElement;
        return
        [
            .. Items(root, "judgements").SelectMany(Judgement),
            .. Items(root, "cells").Where(cell => cell.GetProperty("speedUp").ValueKind != JsonValueKind.Null).Select(NoDifference),
            .. Items(root, "rankings").SelectMany(ranking => Ranking(ranking, root)),
            .. SameFloor(root),
            Answer(root),
        ];
    }

    private static IEnumerable<(string About, string Said, string Redone)> Judgement(JsonElement judgement)
    {
        var evidence = Items(judgement, "evidence").ToList();
        foreach (var item in evidence)
        {
            yield return (Text(item, "name"), Text(item, "verdict"), Verdict(item));
        }

        var verdicts = evidence.Select(Verdict).ToList();
        var redone = verdicts.Contains("Contradicted") ? "Contradicted"
            : evidence.Count < judgement.GetProperty("requiredFigures").GetInt32() ? "NotMeasured"
            : verdicts.TrueForAll(verdict => verdict == "Supported") ? "Supported"
            : "Inconclusive";
        yield return (Text(judgement, "claimId"), Text(judgement, "verdict"), redone);
    }

    private static string Verdict(JsonElement evidence)
    {
        var held = new Held(evidence.GetProperty("figure"), evidence.GetProperty("limit").GetDouble());
        var (holds, fails) = Text(evidence, "side") switch
        {
            "Above" => (held.IsAbove, held.IsAtMost),
            "AtLeast" => (held.IsAtLeast, held.IsAtMost),
            _ => (held.IsAtMost, held.IsAtLeast),
        };
        return evidence.GetProperty("isDisturbed").GetBoolean() ? "Inconclusive"
            : holds ? "Supported"
            : fails && !evidence.GetProperty("mayShareCores").GetBoolean() ? "Contradicted"
            : "Inconclusive";
    }

    private static (string About, string Said, string Redone) NoDifference(JsonElement cell)
    {
        var held = new Held(cell.GetProperty("speedUp"), 1);
        return ($"speed-up of {cell.GetProperty("cell")}", cell.GetProperty("isNoDifference").GetBoolean().ToString(), held.IsNone.ToString());
    }

    private static IEnumerable<(string About, string Said, string Redone)> Ranking(JsonElement ranking, JsonElement root)
    {
        var about = Text(ranking, "comparison");
        var rivals = Items(ranking, "rivals").ToList();
        foreach (var rival in rivals)
        {
            yield return ($"{Text(rival, "model")} in {about}", rival.GetProperty("isAsGood").GetBoolean().ToString(), (!new Held(rival.GetProperty("ratio"), 1).IsAbove).ToString());
        }

        var compared = Items(root, "cells").Where(cell => IsOf(cell, ranking, root)).ToList();
        var best = compared.MaxBy(cell => cell.GetProperty("speedUp").GetProperty("value").GetDouble());
        var fastest = best.GetProperty("speedUp").GetProperty("value").GetDouble() > 1 ? Text(best.GetProperty("cell"), "model") : "sequential";
        yield return ($"fastest in {about}", Text(ranking, "fastest"), fastest);
        var isReliable = !ranking.GetProperty("isDisturbed").GetBoolean() && rivals.Count == compared.Count && rivals.TrueForAll(rival => rival.GetProperty("ratio").GetProperty("interval").ValueKind != JsonValueKind.Null);
        yield return ($"whether {about} is reliable", ranking.GetProperty("isReliable").GetBoolean().ToString(), isReliable.ToString());
    }

    /// <summary>Two cells have one noise floor, in whatever part of the report they are held against each other.</summary>
    private static IEnumerable<(string About, string Said, string Redone)> SameFloor(JsonElement root)
    {
        foreach (var cell in Items(root, "cells").Where(cell => cell.GetProperty("speedUp").ValueKind != JsonValueKind.Null))
        {
            var (id, floor) = (cell.GetProperty("cell"), Floor(cell.GetProperty("speedUp")));
            var name = $"throughput: {Text(id, "model")}/{Text(id, "workload")}/{id.GetProperty("parameters").GetProperty("concurrency")} ÷ sequential/{Text(id, "workload")}/1";
            foreach (var evidence in Items(root, "judgements").SelectMany(judgement => Items(judgement, "evidence")).Where(evidence => Text(evidence, "id") == name))
            {
                yield return ($"floor of {name}", floor, Floor(evidence.GetProperty("figure")));
            }

            foreach (var rival in Items(root, "rankings").Where(ranking => IsOf(cell, ranking, root) && Text(ranking, "fastest") == Text(id, "model"))
                .SelectMany(ranking => Items(ranking, "rivals")).Where(rival => Text(rival, "model") == "sequential"))
            {
                yield return ($"floor of {name} over sequential", floor, Floor(rival.GetProperty("ratio")));
            }
        }
    }

    private static (string About, string Said, string Redone) Answer(JsonElement root)
    {
        var failed = Items(root, "failures").Where(failure => !failure.GetProperty("mayBeRetried").GetBoolean()).Select(failure => failure.GetProperty("cell").ToString()).ToHashSet();
        var isMeasured = Items(root, "cells").Any(cell => !failed.Contains(cell.GetProperty("cell").ToString()));
        var counted = root.GetProperty("blocks").GetInt32() - root.GetProperty("contaminatedBlocks").GetInt32();
        var disturbed = root.GetProperty("disturbedBlocks").GetInt32();
        var figures = Items(root, "judgements").SelectMany(judgement => Items(judgement, "evidence")).Select(evidence => evidence.GetProperty("figure"))
            .Concat(Items(root, "rankings").SelectMany(ranking => Items(ranking, "rivals")).Select(rival => rival.GetProperty("ratio")));
        var isDecided = Items(root, "judgements").Any(judgement => Text(judgement, "verdict") is "Supported" or "Contradicted")
            || Items(root, "rankings").Any(ranking => ranking.GetProperty("isReliable").GetBoolean());
        var isHopeless = root.GetProperty("run").GetProperty("plan").GetProperty("warmUpMilliseconds").GetInt32() > 0
            && disturbed > 0 && disturbed == counted && !isDecided && figures.Any(figure => figure.GetProperty("interval").ValueKind != JsonValueKind.Null);
        return ("whether there is an answer", (root.GetProperty("noAnswer").ValueKind == JsonValueKind.Null).ToString(), (isMeasured && !isHopeless).ToString());
    }

    private static bool IsOf(JsonElement cell, JsonElement ranking, JsonElement root)
    {
        var id = cell.GetProperty("cell");
        var comparison = Items(root.GetProperty("run").GetProperty("plan"), "workloads").SelectMany(plan => Items(plan, "comparisons")).Single(planned => Text(planned, "id") == Text(ranking, "comparison"));
        return cell.GetProperty("speedUp").ValueKind != JsonValueKind.Null && Text(id, "runtime") == "dotnet" && !Text(id, "model").EndsWith("-again", StringComparison.Ordinal)
            && Items(comparison, "cells").Any(planned => JsonElement.DeepEquals(planned, id));
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) => element.GetProperty(name).EnumerateArray();

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string Floor(JsonElement figure) => figure.TryGetProperty("noiseFloor", out var floor) ? $"{floor.GetProperty("ratio")} {floor.GetProperty("isEstimate")}" : "none";

    /// <summary>A figure held against a limit, by the words of the documentation: the whole interval on one side, and farther from it than the noise floor.</summary>
    private readonly struct Held(JsonElement figure, double limit)
    {
        public bool IsAtLeast => Ends is { } ends && ends.Lower >= limit && !IsWithinNoise;

        public bool IsAtMost => Ends is { } ends && ends.Upper <= limit && !IsWithinNoise;

        public bool IsAbove => Ends is { } ends && ends.Lower > limit && !IsWithinNoise;

        public bool IsNone => IsWithinNoise || (Ends is { } ends && ends.Lower <= limit && ends.Upper >= limit);

        private bool IsWithinNoise => figure.TryGetProperty("noiseFloor", out var floor)
            && Math.Abs(Math.Log(figure.GetProperty("value").GetDouble() / limit)) < Math.Log(floor.GetProperty("ratio").GetDouble());

        private (double Lower, double Upper)? Ends => figure.GetProperty("interval") is { ValueKind: JsonValueKind.Object } interval
            ? (interval.GetProperty("lower").GetDouble(), interval.GetProperty("upper").GetDouble())
            : null;
    }
}
