namespace Carbonio.Cloud.Devices.AccountLoggers;

/// <summary>Names of logs. Admins write paths, as Carbonio has it; the last part is a name here, and nothing of the rest is used.</summary>
internal static class LogNames
{
    /// <summary>The name in a path, in lower case; characters that no blob's name has become underscores.</summary>
    /// <returns>Null when there is none, or it is too long.</returns>
    public static string? Of(string path)
    {
        var last = path[(path.LastIndexOfAny(['/', '\\']) + 1)..].Trim().ToLowerInvariant();
        return last.Length is 0 or > AccountLoggerLimits.MaximumNameCharacters || last.All(c => c == '.')
            ? null
            : string.Create(last.Length, last, static (name, from) =>
            {
                for (var i = 0; i < name.Length; i++)
                {
                    name[i] = char.IsAsciiLetterLower(from[i]) || char.IsAsciiDigit(from[i]) || from[i] is '.' or '-' or '_' ? from[i] : '_';
                }
            });
    }
}
