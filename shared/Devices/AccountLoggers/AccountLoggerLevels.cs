using System.Globalization;

namespace Carbonio.Cloud.Devices.AccountLoggers;

/// <summary>The words for levels, in lower case; they are read without regard to case.</summary>
public static class AccountLoggerLevels
{
    private static readonly string[] Words = [.. Enum.GetNames<AccountLoggerLevel>().Select(name => name.ToLower(CultureInfo.InvariantCulture))];

    /// <summary>The word for a level.</summary>
    public static string Word(AccountLoggerLevel level) => Words[(int)level];

    /// <summary>The level of a word, or null.</summary>
    public static AccountLoggerLevel? Read(string word) =>
        Array.FindIndex(Words, known => known.Equals(word, StringComparison.OrdinalIgnoreCase)) is var index and >= 0 ? (AccountLoggerLevel)index : null;
}
