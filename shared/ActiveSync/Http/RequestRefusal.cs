using Carbonio.Cloud.ActiveSync.Versions;

namespace Carbonio.Cloud.ActiveSync.Http;

/// <summary>Why a query is no command request.</summary>
/// <param name="HttpStatus">The HTTP status, for what cannot be said in a body; else 0.</param>
/// <param name="Command">The command, when its body can say what is wrong.</param>
/// <param name="Rules">What the version means, when a body can say what is wrong.</param>
/// <param name="Status">What is wrong, when a body can say it.</param>
public readonly record struct RequestRefusal(int HttpStatus, EasCommand Command = default, VersionRules? Rules = null, CommonStatus Status = default)
{
    /// <summary>The query cannot be read, or its version is not on offer.</summary>
    public static RequestRefusal BadRequest { get; } = new(400);

    /// <summary>No command of that name or code exists.</summary>
    public static RequestRefusal NotImplemented { get; } = new(501);

    /// <summary>The answer that says so.</summary>
    public EasAnswer ToAnswer() => Rules is null ? EasAnswer.Http(HttpStatus) : CommonAnswer.Of(Command, Rules, Status, hasPolicyKey: false);
}
