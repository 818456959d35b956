using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Carbonio.Cloud.Storage.Embedded;

/// <summary>What a file system needs to be told so that files and their names survive a power cut.</summary>
internal static partial class DurableFiles
{
    private const int ReadOnlyFolder = 0x80000 | 0x10000; // O_CLOEXEC | O_DIRECTORY, as on x64; arm64 differs, see below
    private const int ReadOnlyFolderArm = 0x80000 | 0x4000;
    private const int NotPermitted = 1; // EPERM: a file system without hard links
    private const int AlreadyExists = 17; // EEXIST
    private const int NotSupported = 95; // EOPNOTSUPP

    /// <summary>Makes a folder that only this user may enter, and those above it as the system makes them.</summary>
    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(folder);
        }
        else
        {
            System.IO.Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Makes an empty file that only this user may read.</summary>
    public static void CreatePrivate(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var made = new FileStream(file, options);
    }

    /// <summary>Makes the names in a folder durable. Windows does so by itself.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void FlushFolder(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var handle = OpenFolder(folder);
        if (FSync(handle) != 0)
        {
            throw new IOException($"fsync of {folder}: error {Marshal.GetLastPInvokeError()}");
        }
    }

    /// <summary>Makes everything durable that was written to the file system of <paramref name="folder"/>. Linux only.</summary>
    /// <exception cref="IOException">The disk refused something since <paramref name="folder"/> was opened or flushed last.</exception>
    public static void FlushFileSystem(SafeFileHandle folder)
    {
        if (SyncFs(folder) != 0)
        {
            throw new IOException($"syncfs: error {Marshal.GetLastPInvokeError()}");
        }
    }

    /// <summary>Opens a folder for <see cref="FlushFileSystem"/>. Linux only.</summary>
    public static SafeFileHandle OpenFolder(string folder)
    {
        var arm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;
        var handle = Open(folder, arm ? ReadOnlyFolderArm : ReadOnlyFolder);
        return handle.IsInvalid ? throw new IOException($"open of {folder}: error {Marshal.GetLastPInvokeError()}") : handle;
    }

    /// <summary>Gives a file its final name unless another has it, and removes the old name.</summary>
    /// <returns>False when the name is taken: that file stays as it is.</returns>
    public static bool TryRename(string from, string to)
    {
        if (!OperatingSystem.IsLinux())
        {
            return TryMove(from, to);
        }

        if (Link(from, to) == 0)
        {
            File.Delete(from);
            return true;
        }

        switch (Marshal.GetLastPInvokeError())
        {
            case AlreadyExists:
                File.Delete(from);
                return false;
            case NotPermitted or NotSupported:
                return TryMove(from, to);
            case var error:
                throw new IOException($"link to {to}: error {error}");
        }
    }

    private static bool TryMove(string from, string to)
    {
        try
        {
            File.Move(from, to, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(to))
        {
            File.Delete(from);
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    private static partial int SyncFs(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);
}
