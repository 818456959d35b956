using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Carbonio.Cloud.Architecture;

/// <summary>Versions of packages stand in one file and are exact: the same restore everywhere, today and next year.</summary>
public sealed partial class PackageVersionTests
{
    private const string Central = "Directory.Packages.props";

    private static IEnumerable<string> Faults(string path, XDocument document) =>
        path == Central
            ? from entry in document.Descendants()
              where entry.Name.LocalName is "PackageVersion" or "GlobalPackageReference"
              let version = entry.Attribute("Version")?.Value ?? ""
              where !Exact().IsMatch(version)
              select $"{path}: {entry.Attribute("Include")?.Value} has version '{version}', which is not exact"
            : from entry in document.Descendants()
              where entry.Name.LocalName is "PackageReference" or "PackageVersion" or "GlobalPackageReference"
              where entry.Attributes().Concat<XObject>(entry.Elements()).Any(IsVersion)
              select $"{path}: the version of {entry.Attribute("Include")?.Value} belongs in {Central}";

    private static bool IsVersion(XObject given) =>
        (given as XAttribute)?.Name.LocalName is "Version" or "VersionOverride" || (given as XElement)?.Name.LocalName is "Version" or "VersionOverride";

    [GeneratedRegex(@"^\d+\.\d+\.\d+(\.\d+)?(-[0-9A-Za-z.-]+)?$")]
    private static partial Regex Exact();

    [Fact]
    public void Given_the_build_files_when_their_packages_are_read_then_versions_are_central_and_exact() =>
        Assert.Empty(Repository.Files
            .Where(file => Path.GetExtension(file.Path) is ".csproj" or ".props" or ".targets")
            .SelectMany(file => Faults(file.Path, XDocument.Parse(file.Text))));

    [Fact]
    public void Given_the_central_file_when_it_is_read_then_it_pins_what_packages_bring_with_them_too() =>
        Assert.Contains(
            "<CentralPackageTransitivePinningEnabled>true</CentralPackageTransitivePinningEnabled>",
            Repository.Files.Single(file => file.Path == Central).Text,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("1.*")]
    [InlineData("[1.0.0,2.0.0)")]
    [InlineData("[1.0.0]")]
    [InlineData("$(SomeVersion)")]
    [InlineData("")]
    public void Given_a_version_that_may_resolve_differently_when_checked_then_it_is_refused(string version) =>
        Assert.Single(Faults(Central, XDocument.Parse($"""<Project><ItemGroup><PackageVersion Include="A" Version="{version}" /></ItemGroup></Project>""")));

    [Theory]
    [InlineData("""<PackageReference Include="A" Version="1.0.0" />""")]
    [InlineData("""<PackageReference Include="A" VersionOverride="1.0.0" />""")]
    [InlineData("""<PackageReference Include="A"><Version>1.0.0</Version></PackageReference>""")]
    public void Given_a_version_in_a_project_when_checked_then_it_is_refused(string reference) =>
        Assert.Equal(
            ["cli/Cli.csproj: the version of A belongs in Directory.Packages.props"],
            Faults("cli/Cli.csproj", XDocument.Parse($"<Project><ItemGroup>{reference}</ItemGroup></Project>")));
}
