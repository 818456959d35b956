using Microsoft.Extensions.Options;

namespace Carbonio.Cloud.Functions.Settings;

/// <summary>How mail for elsewhere leaves.</summary>
public sealed class MailOutOptions
{
    /// <summary>The relay that takes it.</summary>
    [ValidateObjectMembers]
    public SmtpOptions Smtp { get; set; } = new();
}
