using System.Text;
using Xunit;

namespace Carbonio.Cloud.Mime.Tests;

public sealed class HtmlToTextTests
{
    [Theory]
    [InlineData("<p>one</p><p>two</p>", "one\n\ntwo")]
    [InlineData("<div>one</div><div>two</div>", "one\ntwo")]
    [InlineData("one<br>two<br><br>three", "one\ntwo\n\nthree")]
    [InlineData("<div>one<br></div><div><br></div><div>two</div>", "one\n\ntwo")]
    [InlineData("  a \n\t b  <b> c </b>d", "a b c d")]
    [InlineData("a&nbsp;&amp;&lt;b&gt;&#228;&euro;&copy", "a &<b>ä€©")]
    [InlineData("<h1>T</h1>text", "T\n\ntext")]
    [InlineData("<ul><li>a<li><p>b</p></ul>after", "- a\n- b\n\nafter")]
    [InlineData("<ol start=3><li>a</li><li>b</li></ol>", "3. a\n4. b")]
    [InlineData("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", "a\tb\nc\td")]
    [InlineData("<p>x</p><blockquote>q1<br>q2</blockquote>y", "x\n\n> q1\n> q2\n\ny")]
    [InlineData("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b")]
    [InlineData("<blockquote>a<blockquote>b</blockquote></blockquote>", "> a\n>\n> > b")]
    [InlineData("<pre>a\n  b</pre>", "a\n  b")]
    [InlineData("a<hr>b", "a\n----------\nb")]
    [InlineData("<img src=x alt='Logo'> hi<img src=y>", "[Logo] hi")]
    [InlineData("<head><title>t</title><style>p{}</style></head><script>if(a<b){}</script>x<!-- c -->", "x")]
    [InlineData("<style>never closed", "")]
    [InlineData("<template>x</template>y", "y")]
    [InlineData("<a href='https://x.test/p'>here</a> ok", "here <https://x.test/p> ok")]
    [InlineData("<a href='https://x.test/'>https://x.test</a>", "https://x.test")]
    [InlineData("<a href='mailto:a@x.test'>a@x.test</a>", "a@x.test")]
    [InlineData("<a href='javascript:alert(1)'>js</a><a href='#top'>top</a>", "jstop")]
    [InlineData("<a href=https://x.test>one<a href=https://y.test>two", "one <https://x.test>two <https://y.test>")]
    [InlineData("</div></ul></blockquote></p>x", "x")]
    [InlineData("a\u200Bb\u00ADc", "abc")]
    [InlineData("<", "<")]
    [InlineData("", "")]
    public void Given_html_when_converted_then_the_text_reads_well(string html, string expected) =>
        Assert.Equal(expected, HtmlToText.Convert(html, 10_000, withLinks: true));

    [Fact]
    public void Given_links_are_not_wanted_when_converted_then_only_their_text_stays() =>
        Assert.Equal("here", HtmlToText.Convert("<a href='https://x.test/'>here</a>", 100, withLinks: false));

    [Theory]
    [InlineData(4, "abcd")]
    [InlineData(5, "abcd")] // not half a surrogate pair
    [InlineData(6, "abcd😀")]
    [InlineData(7, "abcd😀")]
    public void Given_a_limit_when_converted_then_the_text_is_cut_there(int maximum, string expected) =>
        Assert.Equal(expected, HtmlToText.Convert("<p>abcd😀</p>", maximum, withLinks: false));

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Given_html_at_the_input_limit_when_converted_then_what_lies_beyond_is_left_out(int beyond, int expected) =>
        Assert.Equal(expected, HtmlToText.Convert(new string(' ', HtmlToText.MaximumInputCharacters - 1 + beyond) + "x", 10, withLinks: false).Length);

    /// <summary>Quadratic work on these would take minutes; the guard needs no exact clock.</summary>
    [Theory(Timeout = 20_000)]
    [InlineData("<div>")]
    [InlineData("<blockquote>")]
    [InlineData("<ul><li>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<a href=https://x.test>")]
    [InlineData("<b><i><p>")]
    [InlineData("<")]
    [InlineData("&")]
    [InlineData("<!--")]
    [InlineData("<svg><math>")]
    [InlineData("<x y=z ")]
    public async Task Given_a_bomb_of_100_000_tags_when_converted_then_the_work_stays_linear(string tag)
    {
        var html = new StringBuilder().Insert(0, tag, 100_000).Append("end").ToString();
        var text = await Task.Run(() => HtmlToText.Convert(html, int.MaxValue, withLinks: true), TestContext.Current.CancellationToken);

        Assert.InRange(text.Length, 0, 8 * html.Length);
    }

    [Theory]
    [InlineData("a < b & \"c\" 'd' > e", "a &lt; b &amp; &quot;c&quot; &#39;d&#39; &gt; e")]
    [InlineData("one\r\ntwo\nthree\rfour", "one<br>\ntwo<br>\nthree<br>\nfour")]
    [InlineData("a  b", "a &nbsp;b")]
    [InlineData(" a", "&nbsp;a")]
    [InlineData("see https://x.test/?a=1&b=2.", "see <a href=\"https://x.test/?a=1&amp;b=2\">https://x.test/?a=1&amp;b=2</a>.")]
    [InlineData("(http://x.test)", "(<a href=\"http://x.test\">http://x.test</a>)")]
    [InlineData("https:// xhttps://y", "https:// xhttps://y")]
    [InlineData("https://x\"onclick=y", "<a href=\"https://x\">https://x</a>&quot;onclick=y")]
    [InlineData("a\0b", "ab")]
    public void Given_text_when_converted_to_html_then_it_looks_the_same(string text, string expected) =>
        Assert.Equal(expected, TextToHtml.Convert(text, withLinks: true));

    [Fact]
    public void Given_links_are_not_wanted_when_text_is_converted_then_addresses_stay_text() =>
        Assert.Equal("https://x.test", TextToHtml.Convert("https://x.test", withLinks: false));

    [Theory]
    [InlineData("  a \r\n\t b\n> quoted ", 255, "a b > quoted")]
    [InlineData("abc def", 3, "abc")]
    [InlineData("abc def", 4, "abc")]
    [InlineData("abc def", 5, "abc d")]
    [InlineData("ab😀", 3, "ab")]
    [InlineData("ab😀", 4, "ab😀")]
    [InlineData("x\u200C \u200C\u00A0 y", 255, "x\u200C y")]
    [InlineData("", 255, "")]
    [InlineData("abc", 0, "")]
    public void Given_text_when_previewed_then_it_is_one_short_line(string text, int maximum, string expected) =>
        Assert.Equal(expected, PreviewText.Make(text, maximum));
}
