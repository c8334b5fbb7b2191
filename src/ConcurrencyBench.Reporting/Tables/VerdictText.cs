using ConcurrencyBench.Analysis.Results;

namespace ConcurrencyBench.Reporting.Tables;

/// <summary>A verdict for people: a mark and a word, so that neither colour nor the mark alone carries it.</summary>
public static class VerdictText
{
    /// <summary>The mark and the word, as "✔ supported".</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>Both, with a space between.</returns>
    public static string Of(Verdict verdict) => $"{Mark(verdict)} {Word(verdict)}";

    /// <summary>The mark.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>One character.</returns>
    public static string Mark(Verdict verdict) => verdict switch
    {
        Verdict.Supported => "✔",
        Verdict.Contradicted => "✘",
        Verdict.Inconclusive => "?",
        _ => "–",
    };

    /// <summary>The word.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>One or two words in lower case.</returns>
    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Supported => "supported",
        Verdict.Contradicted => "contradicted",
        Verdict.Inconclusive => "inconclusive",
        _ => "not measured",
    };
}
