namespace Carbonio.Cloud.Crash.Tests;

/// <summary>What one phone is set to.</summary>
/// <param name="Name">What its folders and drafts are called by.</param>
/// <param name="WindowSize">Changes at most in one answer.</param>
/// <param name="FilterType">0 all mail, 3 one week.</param>
internal sealed record PhoneHabits(string Name, int WindowSize, int FilterType)
{
    /// <summary>Whether it shows a mail.</summary>
    public bool Shows(LedgerMail mail) => FilterType == 0 || !mail.IsOld;
}
