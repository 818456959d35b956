namespace Carbonio.Cloud.Directory;

/// <summary>What must come with the password: Carbonio's <c>2fa_policy</c>. Exchange ActiveSync cannot ask for a code, so what does not come just fails.</summary>
public enum SecondFactor
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A trusted address, always.</summary>
    Address = 1,

    /// <summary>A trusted device: one whose password was once right from a trusted address. It may come from anywhere then.</summary>
    Device = 2,
}
