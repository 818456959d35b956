using System.Text.RegularExpressions;

namespace Carbonio.Cloud.Architecture;

/// <summary>A project that the solution lacks is built and tested by nobody.</summary>
public sealed partial class SolutionTests
{
    private static IEnumerable<string> Missing(string solution, IEnumerable<string> projects) =>
        projects.Except(Entry().Matches(solution).Select(entry => entry.Groups["path"].Value.Replace('\\', '/')));

    [GeneratedRegex("""^Project\("[^"]*"\) = "[^"]*", "(?<path>[^"]*\.csproj)",""", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [Fact]
    public void Given_the_projects_when_the_solution_is_read_then_it_has_every_one() =>
        Assert.Empty(Missing(Repository.Files.Single(file => file.Path == "Carbonio.Cloud.sln").Text, Repository.Projects().Select(project => project.Path)));

    [Fact]
    public void Given_a_project_that_the_solution_lacks_when_checked_then_it_is_named()
    {
        const string Solution = """
            Project("{FAE04EC0}") = "Cli", "cli\Cli.csproj", "{D1}"
            EndProject
            """;
        Assert.Equal(["shared/Wbxml/Wbxml.csproj"], Missing(Solution, ["cli/Cli.csproj", "shared/Wbxml/Wbxml.csproj"]));
    }
}
