using System.Text.Json;
using MathNet.Numerics.Distributions;

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
        var held = new Held(evidence.GetProperty("figure"), evidence.GetProperty("limit").GetDouble(), Text(evidence, "looks") == "Once");
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
        var (interval, speedUp) = (cell.GetProperty("simultaneousInterval"), cell.GetProperty("speedUp"));
        var isHidden = new Held(speedUp, 1, true).IsWithinNoise;
        var said = cell.GetProperty("besideBaseline") is { ValueKind: JsonValueKind.String } place ? place.GetString()! : "unknown";
        if (interval.ValueKind == JsonValueKind.Null)
        {
            return ($"speed-up of {cell.GetProperty("cell")}", said, said == "unknown" || !isHidden ? "unknown" : "NotToldApart");
        }

        var (lower, upper) = (interval.GetProperty("lower").GetDouble(), interval.GetProperty("upper").GetDouble());
        var redone = !IsSerial(speedUp) && lower >= 1 / 1.05 && upper <= 1.05 ? "Within" : IsSerial(speedUp) || isHidden || (lower <= 1 && upper >= 1) ? "NotToldApart" : "Apart";
        return ($"speed-up of {cell.GetProperty("cell")}", said, redone);
    }

    private static IEnumerable<(string About, string Said, string Redone)> Ranking(JsonElement ranking, JsonElement root)
    {
        var about = Text(ranking, "comparison");
        foreach (var standing in new[] { "speed", "cpu", "memory" }.Select(ranking.GetProperty).Where(standing => standing.ValueKind == JsonValueKind.Object))
        {
            foreach (var rival in Items(standing, "rivals"))
            {
                yield return ($"{Text(rival, "model")} by {Text(standing, "metric")} in {about}", Text(rival, "place"), Place(rival.GetProperty("ratio")));
            }
        }

        var rivals = Items(ranking.GetProperty("speed"), "rivals").ToList();
        var compared = Items(root, "cells").Where(cell => IsOf(cell, ranking, root)).ToList();
        var isReliable = !ranking.GetProperty("isDisturbed").GetBoolean() && rivals.Count == compared.Count && rivals.TrueForAll(rival => rival.GetProperty("ratio").GetProperty("interval").ValueKind != JsonValueKind.Null);
        yield return ($"whether {about} is reliable", ranking.GetProperty("isReliable").GetBoolean().ToString(), isReliable.ToString());
    }

    private static string Place(JsonElement ratio)
    {
        if (ratio.GetProperty("interval").ValueKind == JsonValueKind.Null || IsSerial(ratio))
        {
            return "NotToldApart";
        }

        var (lower, upper) = (ratio.GetProperty("interval").GetProperty("lower").GetDouble(), ratio.GetProperty("interval").GetProperty("upper").GetDouble());
        return upper <= 1.05 ? "Within" : lower > 1 && !new Held(ratio, 1, true).IsWithinNoise ? "Worse" : "NotToldApart";
    }

    private static bool IsSerial(JsonElement figure) => figure.TryGetProperty("isSerial", out var serial) && serial.GetBoolean();

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

            foreach (var rival in Items(root, "rankings").Where(ranking => IsOf(cell, ranking, root) && Text(ranking.GetProperty("speed"), "best") == Text(id, "model"))
                .SelectMany(ranking => Items(ranking.GetProperty("speed"), "rivals")).Where(rival => Text(rival, "model") == "sequential"))
            {
                yield return ($"floor of {name} over sequential", floor, Floor(rival.GetProperty("ratio")));
            }
        }
    }

    private static (string About, string Said, string Redone) Answer(JsonElement root)
    {
        var failed = Items(root, "failures").Where(failure => !failure.GetProperty("mayBeRetried").GetBoolean()).Select(failure => failure.GetProperty("cell").ToString()).ToHashSet();
        var isMeasured = Items(root, "cells").Any(cell => !failed.Contains(cell.GetProperty("cell").ToString()));
        var counted = root.GetProperty("operations").GetInt32() - root.GetProperty("leftOutOperations").GetInt32();
        var disturbed = root.GetProperty("disturbedOperations").GetInt32();
        var figures = Items(root, "judgements").SelectMany(judgement => Items(judgement, "evidence")).Select(evidence => evidence.GetProperty("figure"))
            .Concat(Items(root, "rankings").SelectMany(ranking => Items(ranking.GetProperty("speed"), "rivals")).Select(rival => rival.GetProperty("ratio")));
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

    private static string Floor(JsonElement figure) => figure.TryGetProperty("noiseFloor", out var floor) ? $"{floor.GetProperty("ratio")} {floor.GetProperty("isCalibrated")}" : "none";

    /// <summary>
    /// A figure held against a limit, by the words of the documentation: a run that looks once decides by the interval of 95 %, or of 99 % with fewer than five
    /// rounds; any other by an e-value of 20; none nearer than the noise floor, none from rounds that resemble their neighbours, and none whose modes are on both sides.
    /// </summary>
    private readonly struct Held(JsonElement figure, double limit, bool looksOnce)
    {
        public bool IsAtLeast => IsExactly || (IsDecided && Value > limit);

        public bool IsAtMost => IsExactly || (IsDecided && Value < limit);

        public bool IsAbove => IsDecided && Value > limit;

        public bool IsWithinNoise => figure.TryGetProperty("noiseFloor", out var floor) && Distance < Math.Log(floor.GetProperty("ratio").GetDouble());

        private double Value => figure.GetProperty("value").GetDouble();

        private int Rounds => figure.GetProperty("rounds").GetInt32();

        private double Distance => Math.Abs(Math.Log(Value / limit));

        private bool IsExactly => Ends is { } ends && ends.Lower == limit && ends.Upper == limit && (looksOnce || Rounds >= 5) && !IsWithinNoise;

        private bool IsDecided => Ends is not null && !IsWithinNoise && !IsSerial(figure) && !IsBetweenModes && Distance > 0
            && (looksOnce ? T > StudentT.InvCDF(0, 1, Rounds - 1, Rounds < 5 ? 0.995 : 0.975) : EValue >= 20);

        private bool IsBetweenModes => figure.TryGetProperty("modeRange", out var modes)
            && (Value > limit ? modes.GetProperty("lower").GetDouble() <= limit : modes.GetProperty("upper").GetDouble() >= limit);

        private double T
        {
            get
            {
                var ends = Ends!.Value;
                var error = Math.Log(ends.Upper / ends.Lower) / 2 / StudentT.InvCDF(0, 1, Rounds - 1, 0.975);
                return error == 0 ? double.PositiveInfinity : Distance / error;
            }
        }

        private double EValue
        {
            get
            {
                var (n, square) = (Rounds, T * T / (Rounds - 1));
                return double.IsInfinity(square) ? Math.Pow(1 + n, (n - 1) / 2.0) : Math.Pow((1 + square) / (1 + (square / (1 + n))), n / 2.0) / Math.Sqrt(1 + n);
            }
        }

        private (double Lower, double Upper)? Ends => figure.GetProperty("interval") is { ValueKind: JsonValueKind.Object } interval
            ? (interval.GetProperty("lower").GetDouble(), interval.GetProperty("upper").GetDouble())
            : null;
    }
}
