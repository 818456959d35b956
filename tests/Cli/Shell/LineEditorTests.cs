using Carbonio.Cloud.Cli.Shell;

namespace Carbonio.Cloud.Cli.Tests.Shell;

public sealed class LineEditorTests
{
    [Theory]
    [InlineData("abc<Enter>", "abc")]
    [InlineData("ac<LeftArrow>b<Enter>", "abc")]
    [InlineData("bc<Home>a<End>d<Enter>", "abcd")]
    [InlineData("bc^aa^ed<Enter>", "abcd")]
    [InlineData("abX<Backspace>c<Enter>", "abc")]
    [InlineData("<Backspace><LeftArrow><Delete>a<RightArrow><Enter>", "a")]
    [InlineData("Xabc<Home><Delete><Enter>", "abc")]
    [InlineData("Xabc^a^d<Enter>", "abc")]
    [InlineData("one two  ^wthree<Enter>", "one three")]
    [InlineData("abcXYZ<LeftArrow><LeftArrow><LeftArrow>^k<Enter>", "abc")]
    [InlineData("XYZabc<LeftArrow><LeftArrow><LeftArrow>^u<Enter>", "abc")]
    [InlineData("wrong^cabc<Enter>", "abc")]
    [InlineData("<Enter>", "")]
    [InlineData("<UpArrow><Enter>", "newest")]
    [InlineData("<UpArrow><UpArrow><Enter>", "oldest")]
    [InlineData("<UpArrow><UpArrow><UpArrow><UpArrow><Enter>", "oldest")]
    [InlineData("mine<UpArrow><UpArrow><DownArrow><Enter>", "newest")]
    [InlineData("mine<UpArrow><DownArrow><DownArrow><Enter>", "mine")]
    [InlineData("pro<Tab>x<Enter>", "prov x")]
    [InlineData("g<Tab>D<Enter>", "getD")]
    public void Given_keys_when_typed_then_the_line_is_what_they_make(string keys, string line) =>
        Assert.Equal(line, new LineEditor(new TypedTerminal(keys), "> ", ["oldest", "newest"], Complete).Read());

    [Fact]
    public void Given_an_empty_line_when_Ctrl_D_is_typed_then_the_person_is_done() =>
        Assert.Null(new LineEditor(new TypedTerminal("a<Backspace>^d"), "> ", [], Complete).Read());

    [Fact]
    public void Given_several_completions_when_Tab_is_typed_then_they_are_shown_below()
    {
        var terminal = new TypedTerminal("get<Tab><Enter>");
        new LineEditor(terminal, "> ", [], Complete).Read();
        Assert.Contains("\r\ngetAccount  getDomain\r\n\r> get", terminal.Written, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_a_line_wider_than_the_terminal_when_typed_then_its_end_is_shown()
    {
        var terminal = new TypedTerminal("0123456789abcdefghij<Enter>") { Width = 14 };
        Assert.Equal("0123456789abcdefghij", new LineEditor(terminal, "> ", [], Complete).Read());
        Assert.EndsWith("\r> 9abcdefghij\x1b[K\r\x1b[13C\r\n", terminal.Written, StringComparison.Ordinal);
    }

    private static Completion Complete(string line) => line switch
    {
        "pro" => new(["prov"], "v "),
        "g" => new(["getAccount", "getDomain"], "et"),
        _ => new(["getAccount", "getDomain"], ""),
    };
}
