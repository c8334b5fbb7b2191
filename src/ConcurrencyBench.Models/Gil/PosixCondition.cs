using System.Runtime.InteropServices;

namespace ConcurrencyBench.Models.Gil;

/// <summary>
/// <see cref="LockCondition"/> by the C library's mutex and condition over the monotonic clock, which is what CPython uses. Its waits
/// have the kernel's resolution, each waiter has a timer of its own, and a thread that is still awake may take the mutex before one that
/// was signalled.
/// </summary>
/// <remarks>
/// The library's objects lie in arrays that the collector never moves and frees with this object; every call keeps it alive, so a thread
/// that waits cannot lose them. Neither holds anything else on Linux, so nothing is destroyed. Rejected: native memory behind a handle,
/// whose owner would have to know that no thread waits any more. Threads inside a call do not hold up a collection.
/// </remarks>
internal sealed unsafe partial class PosixCondition : LockCondition
{
    private const int MonotonicClock = 1;
    private const int TimedOut = 110;
    private const long NanosecondsPerSecond = 1_000_000_000;

    // 48 bytes and less in glibc and musl on every architecture of .NET.
    private const int Words = 16;

    private readonly long[] _mutexWords = GC.AllocateArray<long>(Words, pinned: true);
    private readonly long[] _conditionWords = GC.AllocateArray<long>(Words, pinned: true);
    private readonly void* _mutex;
    private readonly void* _condition;

    public PosixCondition()
    {
        _mutex = Marshal.UnsafeAddrOfPinnedArrayElement(_mutexWords, 0).ToPointer();
        _condition = Marshal.UnsafeAddrOfPinnedArrayElement(_conditionWords, 0).ToPointer();
        var attributes = stackalloc long[Words];
        ThrowIfFailed(InitializeMutex(_mutex, null));
        ThrowIfFailed(InitializeAttributes(attributes));
        ThrowIfFailed(SetClock(attributes, MonotonicClock));
        ThrowIfFailed(InitializeCondition(_condition, attributes));
    }

    /// <summary>Whether this system has them. Only Linux is asked: macOS cannot wait by the monotonic clock so.</summary>
    public static bool IsAvailable { get; } = OperatingSystem.IsLinux() && CanMake();

    public override void Enter()
    {
        ThrowIfFailed(Lock(_mutex));
        GC.KeepAlive(this);
    }

    public override void Exit()
    {
        ThrowIfFailed(Unlock(_mutex));
        GC.KeepAlive(this);
    }

    public override bool Wait(TimeSpan time)
    {
        var until = UntilAfter(time);
        var error = WaitUntil(_condition, _mutex, &until);
        GC.KeepAlive(this);
        ThrowIfFailed(error == TimedOut ? 0 : error);
        return error != TimedOut;
    }

    public override void Signal()
    {
        ThrowIfFailed(SignalOne(_condition));
        GC.KeepAlive(this);
    }

    private static Time UntilAfter(TimeSpan time)
    {
        Time now;
        ThrowIfFailed(GetTime(MonotonicClock, &now));
        var nanoseconds = now.Nanoseconds + (time.Ticks * TimeSpan.NanosecondsPerTick);
        return new(now.Seconds + (nint)(nanoseconds / NanosecondsPerSecond), (nint)(nanoseconds % NanosecondsPerSecond));
    }

    // A C library before 2.34 has some of the functions in another file.
    private static bool CanMake()
    {
        try
        {
            var condition = new PosixCondition();
            condition.Enter();
            condition.Exit();
            return true;
        }
        catch (Exception failure) when (failure is EntryPointNotFoundException or DllNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }

    private static void ThrowIfFailed(int error)
    {
        if (error != 0)
        {
            throw new InvalidOperationException($"a call of the C library's threads failed with error {error}");
        }
    }

    // Read inside the mutex, for which thousands may wait, and without entering the kernel: it never blocks.
    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [SuppressGCTransition]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetTime(int clock, Time* time);

    [LibraryImport("libc", EntryPoint = "pthread_mutex_init")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int InitializeMutex(void* mutex, void* attributes);

    [LibraryImport("libc", EntryPoint = "pthread_mutex_lock")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Lock(void* mutex);

    [LibraryImport("libc", EntryPoint = "pthread_mutex_unlock")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unlock(void* mutex);

    [LibraryImport("libc", EntryPoint = "pthread_condattr_init")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int InitializeAttributes(void* attributes);

    [LibraryImport("libc", EntryPoint = "pthread_condattr_setclock")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetClock(void* attributes, int clock);

    [LibraryImport("libc", EntryPoint = "pthread_cond_init")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int InitializeCondition(void* condition, void* attributes);

    [LibraryImport("libc", EntryPoint = "pthread_cond_timedwait")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int WaitUntil(void* condition, void* mutex, Time* until);

    [LibraryImport("libc", EntryPoint = "pthread_cond_signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SignalOne(void* condition);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Time(nint Seconds, nint Nanoseconds);
}
