using System.Text.RegularExpressions;

namespace Carbonio.Cloud.Architecture;

/// <summary>One public type a file in <c>shared/</c>, and the file bears its name.</summary>
public sealed partial class PublicTypeTests
{
    private static IEnumerable<string> Faults(RepositoryFile file)
    {
        // Namespaces are file-scoped: a type that starts its line is none inside another.
        string[] types = [.. PublicType().Matches(file.Text).Select(match => match.Groups["name"].Value)];
        var name = Path.GetFileName(file.Path).Split('.')[0]; // DirectoryWriter.Tokens.cs is a part of DirectoryWriter
        return types.Length > 1 ? [$"{file.Path} holds {string.Join(", ", types)}"]
            : types.Any(type => type != name) ? [$"{file.Path} holds {types[0]}"]
            : [];
    }

    [GeneratedRegex(@"^public\s+(?:[a-z]+\s+)*?(?:class|record\s+struct|record\s+class|record|struct|interface|enum|delegate\s+\S+)\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [Fact]
    public void Given_the_libraries_when_their_files_are_read_then_each_holds_the_one_public_type_of_its_name() =>
        Assert.Empty(Repository.FilesIn("shared/", ".cs").SelectMany(Faults));

    [Fact]
    public void Given_a_file_with_two_public_types_when_checked_then_both_are_named() =>
        Assert.Equal(
            ["shared/Wbxml/A.cs holds A, B"],
            Faults(new("shared/Wbxml/A.cs", "namespace N;\n\npublic sealed record A(int X);\n\npublic readonly record struct B(int Y);\n")));

    [Theory]
    [InlineData("public sealed partial class B;")]
    [InlineData("public static class B;")]
    [InlineData("public interface B;")]
    [InlineData("public enum B;")]
    [InlineData("public delegate Task B(int x);")]
    [InlineData("public readonly ref struct B;")]
    [InlineData("public abstract record B<T>;")]
    public void Given_a_file_named_after_another_type_when_checked_then_it_is_refused(string declaration) =>
        Assert.Equal(["shared/Wbxml/A.cs holds B"], Faults(new("shared/Wbxml/A.cs", $"namespace N;\n\n{declaration}\n")));

    [Fact]
    public void Given_a_part_of_a_type_with_inner_types_and_internal_ones_when_checked_then_it_is_fine() =>
        Assert.Empty(Faults(new("shared/Wbxml/A.Rows.cs", "public sealed partial class A\n{\n    public enum Kind;\n}\n\ninternal sealed class B;\n")));
}
