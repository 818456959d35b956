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
    [InlineData("<a href='https://x.test/unsubscribe'>unsubscribe</a>", "unsubscribe <https://x.test/unsubscribe>")]
    [InlineData("<a href='http://www.x.test/a/'>x.test/a</a>", "x.test/a")]
    [InlineData("<a href='mailto:a@x.test?subject=Hi'>a@x.test</a> <a href='mailto:b@x.test?body=y'>Bob</a>", "a@x.test Bob <b@x.test>")]
    [InlineData("<a href='https://x.test'><img src=x></a> <a href='https://x.test'><img src=x alt=Logo></a>", "[Logo] <https://x.test>")]
    [InlineData("<img alt='\U0001F600'> <img alt=' '>x", "\U0001F600 x")]
    // lists: what an item holds stands below its text
    [InlineData("<ul><li>a<br>b<p>c</p></li></ul>d", "- a\n  b\n\n  c\n\nd")]
    [InlineData("<ol start=9><li>a<ul><li>b<br>c</li></ul></li><li value=12>d</li><li>e</ol>", "9. a\n   - b\n     c\n12. d\n13. e")]
    [InlineData("<ul><li><div>a</div></li><li>&nbsp;b</li></ul>", "- a\n- b")]
    [InlineData("<blockquote><ul><li>a<br>b</ul></blockquote>", "> - a\n>   b")]
    // tables
    [InlineData("<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>", "a\tb")]
    [InlineData("<table><tr><td>&nbsp;</td><td>a</td><td></td><td> b </td></tr></table>", "a\tb")]
    [InlineData("<table><tr><td>a<br>b</td><td>c</td><td>d</td></tr></table>", "a\nb\nc\nd")]
    [InlineData("<table><tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr><tr><td>d</td></tr></table></td><td>e</td></tr></table>f", "a\nb\tc\nd\ne\n\nf")]
    [InlineData("<td>a<td>b", "ab")] // outside of a table these tags mean nothing
    // what is not shown
    [InlineData("<div style='display:none'>x<div>y</div>z</div>a", "a")]
    [InlineData("<span style='color:red; DISPLAY : None !important'>x</span>a", "a")]
    [InlineData("<p style='max-height:0;overflow:hidden'>x<p>a", "a")]
    [InlineData("<p hidden>x<b>y</b><div>a</div>", "a")]
    [InlineData("<ul><li hidden>x<ul><li>y</ul><li>a</ul>", "- a")]
    [InlineData("<table><tr><td style='visibility:hidden'>x<table><tr><td>y</table><td>a</tr></table>", "a")]
    [InlineData("<div><span style='display:none'>x</div>a", "a")]
    [InlineData("<body style='display:none'>a", "a")] // somebody's mistake, or trick: a mail is never empty for that
    [InlineData("<td style='font-size:0px'><div style='font-size:13px'>a</div></td>", "a")]
    [InlineData("<img style='display:none' alt=x>a<br hidden>b", "ab")]
    [InlineData("<span style='display:block;color:#none'>a</span>", "a")]
    [InlineData("<!--[if mso]><p>x</p><![endif]--><![if !mso]>a<![endif]><xml><o:x>Normal 0</o:x></xml>", "a")]
    // as Outlook, Gmail and Apple Mail write
    [InlineData("<p class=MsoNormal>a<o:p></o:p></p><p class=MsoNormal>b</p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>c</p>", "a\nb\n\nc")]
    [InlineData("<p class=MsoNormal>a</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b>From:</b> B</p></div>", "a\n----------\nFrom: B")]
    [InlineData("a<div class='gmail_quote'><div class='gmail_attr'>On Monday B wrote:<br></div><blockquote class='gmail_quote' style='margin:0'>q<br></blockquote></div>", "a\nOn Monday B wrote:\n\n> q")]
    [InlineData("<div>a</div><div><br><blockquote type='cite'><div>On Monday B wrote:</div><br><div>q</div></blockquote></div>", "a\n\n> On Monday B wrote:\n>\n> q")]
    [InlineData("<p>a</p><p>&nbsp;</p><p>b</p>", "a\n\nb")]
    [InlineData("<a href=https://x.test>one<a href=https://y.test>two", "one <https://x.test>two <https://y.test>")]
    [InlineData("</div></ul></blockquote></p>x", "x")]
    [InlineData("a\u200Bb\u00ADc", "abc")]
    [InlineData("<", "<")]
    [InlineData("", "")]
    public void Given_html_when_converted_then_the_text_reads_well(string html, string expected) =>
        Assert.Equal(expected, HtmlToText.Convert(html, 10_000, withLinks: true));

    [Theory]
    [InlineData(99, '\t')]
    [InlineData(100, '\t')]
    [InlineData(101, '\n')]
    public void Given_a_long_cell_when_converted_then_the_next_one_stands_below_it(int length, char separator) =>
        Assert.Equal($"{new string('a', length)}{separator}b", HtmlToText.Convert($"<table><tr><td>{new string('a', length)}</td><td>b</td></tr></table>", 1000, withLinks: false));

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
    [InlineData("<p hidden>")]
    [InlineData("<div style=display:none><b>")]
    [InlineData("<td hidden></p>")]
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
