namespace Carbonio.Cloud.Cli.CommandLine;

/// <summary>One parameter of a command, as help shows it.</summary>
/// <param name="Name">Its name, as Carbonio writes it.</param>
/// <param name="Type">What it is: String, Boolean, "Account Name", ...</param>
/// <param name="Expected">Values to choose from, or a hint; empty for anything.</param>
/// <param name="Default">What holds without it, in words; null when it is mandatory.</param>
internal sealed record ParameterSpec(string Name, string Type, string Expected = "", string? Default = null)
{
    public bool IsMandatory => Default is null;

    /// <summary>Its value is in no history.</summary>
    public bool IsSecret => Name is "password" or "token";

    public bool IsBoolean => Type == "Boolean";
}
