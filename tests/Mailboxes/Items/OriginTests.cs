using Carbonio.Cloud.Mailboxes.Items;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests;

public sealed class OriginTests
{
    [Fact]
    public void Given_an_origin_when_it_is_printed_then_that_comes_to_an_end() => Assert.Equal("Origin { Value = 3 }", new Origin(3).ToString());

    [Fact]
    public void Given_a_device_when_the_server_acts_for_it_then_that_is_neither_the_device_nor_another_nor_the_server()
    {
        var phone = Origin.Device("Phone1");

        Assert.Equal(phone, Origin.Device("phone1"));
        Assert.Equal(phone.Aside(), Origin.Device("phone1").Aside());
        Assert.Equal(4, new HashSet<Origin> { phone, phone.Aside(), Origin.Device("phone2"), Origin.Server }.Count);
    }
}
