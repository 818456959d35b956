namespace Carbonio.Cloud.Architecture;

/// <summary>References point one way only: what a project may know of is written here, and nowhere else.</summary>
public sealed class ProjectReferenceTests
{
    // Left may reference right. A new project enters the picture by a line here.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["shared/Wbxml/Wbxml.csproj"] = [],
        ["shared/Mime/Mime.csproj"] = [],
        ["shared/Lmtp/Lmtp.csproj"] = [],
        ["shared/Storage/Storage.csproj"] = [],
        ["shared/Storage.Embedded/Storage.Embedded.csproj"] = ["shared/Storage/Storage.csproj"],
        ["shared/Storage.Azure/Storage.Azure.csproj"] = ["shared/Storage/Storage.csproj"],
        ["shared/Directory/Directory.csproj"] = ["shared/Storage/Storage.csproj"],
        ["shared/Mailboxes/Mailboxes.csproj"] = ["shared/Directory/Directory.csproj", "shared/Mime/Mime.csproj"],
        ["shared/Devices/Devices.csproj"] = ["shared/Mailboxes/Mailboxes.csproj"],
        ["shared/ActiveSync/ActiveSync.csproj"] = ["shared/Devices/Devices.csproj", "shared/Wbxml/Wbxml.csproj"],
        ["cli/Cli.csproj"] = ["shared/Wbxml/Wbxml.csproj"],

        // The server wires everything up, the stores' adapters too.
        ["functions/Functions.csproj"] =
        [
            "shared/ActiveSync/ActiveSync.csproj",
            "shared/Lmtp/Lmtp.csproj",
            "shared/Storage.Embedded/Storage.Embedded.csproj",
            "shared/Storage.Azure/Storage.Azure.csproj",
        ],

        // The phone for tests shares nothing with the server, so that two equal mistakes cannot meet.
        ["tests/EasClient/EasClient.csproj"] = [],

        // Nor does the Functions host for tests.
        ["tests/HostDouble/HostDouble.csproj"] = [],
    };

    private static IEnumerable<string> Faults(IEnumerable<ProjectFile> projects) =>
        from project in projects
        let known = Allowed.GetValueOrDefault(project.Path)
        where known is not null || !project.Path.StartsWith("tests/", StringComparison.Ordinal)
        from fault in known is null
            ? [$"{project.Path} has no place in the picture of parts"]
            : project.References.Except(known).Select(reference => $"{project.Path} may not reference {reference}")
        select fault;

    private static ProjectFile Project(string path, params string[] references) =>
        ProjectFile.Read(new(path, $"<Project><ItemGroup>{string.Concat(references.Select(reference => $"<ProjectReference Include=\"{reference}\" />"))}</ItemGroup></Project>"));

    [Fact]
    public void Given_the_projects_when_their_references_are_read_then_each_points_the_allowed_way() =>
        Assert.Empty(Faults(Repository.Projects()));

    [Fact]
    public void Given_the_allowed_references_when_the_projects_are_read_then_each_of_them_exists() =>
        Assert.Empty(Allowed.Keys.Except(Repository.Projects().Select(project => project.Path)));

    [Fact]
    public void Given_a_domain_project_that_references_an_adapter_when_checked_then_it_is_refused() =>
        Assert.Equal(
            ["shared/Mailboxes/Mailboxes.csproj may not reference shared/Storage.Azure/Storage.Azure.csproj"],
            Faults([Project("shared/Mailboxes/Mailboxes.csproj", "../Mime/Mime.csproj", "../Storage.Azure/Storage.Azure.csproj")]));

    [Fact]
    public void Given_a_reference_with_backslashes_that_points_back_when_checked_then_it_is_refused() =>
        Assert.Equal(
            ["shared/Devices/Devices.csproj may not reference shared/ActiveSync/ActiveSync.csproj"],
            Faults([Project("shared/Devices/Devices.csproj", @"..\ActiveSync\ActiveSync.csproj")]));

    [Fact]
    public void Given_a_command_line_that_references_the_server_when_checked_then_it_is_refused() =>
        Assert.Single(Faults([Project("cli/Cli.csproj", "../shared/Wbxml/Wbxml.csproj", "../functions/Functions.csproj")]));

    [Fact]
    public void Given_a_test_client_that_references_the_codec_when_checked_then_it_is_refused() =>
        Assert.Single(Faults([Project("tests/EasClient/EasClient.csproj", "../../shared/Wbxml/Wbxml.csproj")]));

    [Fact]
    public void Given_a_library_that_nobody_placed_when_checked_then_it_is_refused() =>
        Assert.Equal(["shared/Helpers/Helpers.csproj has no place in the picture of parts"], Faults([Project("shared/Helpers/Helpers.csproj")]));

    [Fact]
    public void Given_a_product_project_that_references_a_test_when_checked_then_it_is_refused() =>
        Assert.Single(Faults([Project("functions/Functions.csproj", "../tests/Support/Support.csproj")]));
}
