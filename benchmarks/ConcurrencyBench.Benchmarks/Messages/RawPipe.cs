using System.Runtime.InteropServices;

namespace ConcurrencyBench.Benchmarks.Messages;

/// <summary>The system's own calls for a descriptor, without a stream around them.</summary>
internal static unsafe partial class RawPipe
{
    /// <summary>Writes all of a message.</summary>
    public static void WriteAll(int descriptor, ReadOnlySpan<byte> message)
    {
        fixed (byte* start = message)
        {
            for (nint done = 0; done < message.Length;)
            {
                var written = Write(descriptor, start + done, message.Length - done);
                done += written > 0 ? written : throw new InvalidOperationException("the pipe broke");
            }
        }
    }

    /// <summary>Fills a message.</summary>
    /// <returns>Whether it is whole; else the other end is closed.</returns>
    public static bool ReadAll(int descriptor, Span<byte> message)
    {
        fixed (byte* start = message)
        {
            nint done = 0;
            while (done < message.Length)
            {
                var read = Read(descriptor, start + done, message.Length - done);
                if (read <= 0)
                {
                    return false;
                }

                done += read;
            }

            return true;
        }
    }

    [LibraryImport("libc", EntryPoint = "read")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Read(int descriptor, byte* bytes, nint count);

    [LibraryImport("libc", EntryPoint = "write")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Write(int descriptor, byte* bytes, nint count);
}
