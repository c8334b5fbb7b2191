using System.Text;
using System.Text.Json;
using ConcurrencyBench.Abstractions;

namespace ConcurrencyBench.Measurement.Journals;

/// <summary>Reading a user's file, with a refusal that names it.</summary>
public static class UserFile
{
    /// <summary>Reads a text file as tools and editors write it: UTF-8 with or without a byte-order mark, or UTF-16 with one.</summary>
    /// <param name="path">Which file.</param>
    /// <returns>Its text as UTF-8, without a mark.</returns>
    /// <exception cref="UsageException">The system refused.</exception>
    public static byte[] Utf8(string path)
    {
        var bytes = File(path, System.IO.File.ReadAllBytes);
        return bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => bytes[3..],
            [0xFF, 0xFE, ..] => Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2)),
            [0xFE, 0xFF, ..] => Encoding.UTF8.GetBytes(Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2)),
            _ => bytes,
        };
    }

    /// <summary>Whether reading JSON failed because of what the text says.</summary>
    /// <returns>False for a fault of the program.</returns>
    internal static bool IsDamage(Exception exception) =>
        exception is JsonException or NotSupportedException or InvalidOperationException or FormatException or OverflowException or ArgumentException or KeyNotFoundException;

    /// <summary>What was thrown while JSON was read, in one sentence that begins with the member where that is known.</summary>
    /// <param name="exception">What <see cref="IsDamage"/> of.</param>
    internal static string Describe(Exception exception)
    {
        const string Place = " Path: ";
        var text = exception.Message;
        return exception is JsonException { Path: { Length: > 0 } path } && text.IndexOf(Place, StringComparison.Ordinal) is var place and >= 0
            ? $"{path}: {text[..place].TrimEnd('.')}"
            : text.TrimEnd('.');
    }

    /// <summary>Reads a file.</summary>
    /// <typeparam name="T">What reading gives.</typeparam>
    /// <param name="path">Which file.</param>
    /// <param name="read">How.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="UsageException">The system refused.</exception>
    public static T File<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot read {path} ({exception.Message.TrimEnd('.')}): check its permissions, and that no run is using it");
        }
    }
}
