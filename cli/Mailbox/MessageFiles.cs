using System.Runtime.CompilerServices;

namespace Carbonio.Cloud.Cli.Mailbox;

/// <summary>Messages in .eml files, mbox files and folders of them, in the order given, folders in the order of their names.</summary>
internal static class MessageFiles
{
    /// <summary>Nothing larger is read into memory; servers take less.</summary>
    public const int MaximumMessageBytes = 256 * 1024 * 1024;

    private const string TooLarge = "larger than any message";

    /// <summary>The files meant: each one itself, or all below a folder but hidden ones.</summary>
    /// <returns>The files, or the name of one that is not there.</returns>
    public static (IReadOnlyList<FileInfo> Files, string? Missing) Find(IEnumerable<string> names)
    {
        var files = new List<FileInfo>();
        foreach (var name in names)
        {
            if (System.IO.Directory.Exists(name))
            {
                var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };
                files.AddRange(new DirectoryInfo(name).EnumerateFiles("*", options).OrderBy(file => file.FullName, StringComparer.Ordinal));
            }
            else if (File.Exists(name))
            {
                files.Add(new(name));
            }
            else
            {
                return (files, name);
            }
        }

        return (files, null);
    }

    /// <summary>Reads them one after another. A file that cannot be read is given as such, and the next ones follow.</summary>
    public static async IAsyncEnumerable<MessageFile> ReadAsync(IEnumerable<FileInfo> files, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            var (stream, fault) = Open(file);
            if (stream is null)
            {
                yield return new(file.FullName, null, fault);
                continue;
            }

            await using (stream)
            {
                var beginning = new byte[5];
                var mbox = await stream.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancellationToken) == beginning.Length
                    && MboxReader.IsMbox(beginning);
                stream.Position = 0;
                if (!mbox && stream.Length > MaximumMessageBytes)
                {
                    yield return new(file.FullName, null, TooLarge);
                    continue;
                }

                if (!mbox)
                {
                    var content = new byte[stream.Length];
                    var read = await stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken);
                    yield return new(file.FullName, content.AsMemory(0, read), null);
                    continue;
                }

                var number = 0;
                await foreach (var message in MboxReader.SplitAsync(stream, cancellationToken))
                {
                    number++;
                    var where = $"{file.FullName}, message {number}";
                    yield return message.Length == 0 ? new(where, null, TooLarge) : new(where, message, null);
                }
            }
        }
    }

    private static (FileStream? Stream, string? Fault) Open(FileInfo file)
    {
        try
        {
            return (new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, useAsync: false), null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (null, error.Message);
        }
    }
}
