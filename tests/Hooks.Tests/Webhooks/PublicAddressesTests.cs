using System.Net;
using TierFunctions.Hooks.Http;

namespace TierFunctions.Hooks.Tests.Webhooks;

public sealed class PublicAddressesTests
{
    [Theory]
    [InlineData("0.0.0.0"), InlineData("0.255.255.255"), InlineData("10.0.0.1"), InlineData("10.255.255.255"), InlineData("100.64.0.1"), InlineData("100.127.255.255")]
    [InlineData("127.0.0.1"), InlineData("127.1.2.3"), InlineData("127.255.255.254"), InlineData("169.254.0.1"), InlineData("169.254.169.254"), InlineData("172.16.0.1"), InlineData("172.31.255.255")]
    [InlineData("192.0.0.1"), InlineData("192.0.0.192"), InlineData("192.0.2.1"), InlineData("192.88.99.1"), InlineData("192.168.0.1"), InlineData("192.168.255.255"), InlineData("198.18.0.1"), InlineData("198.19.255.255")]
    [InlineData("198.51.100.1"), InlineData("203.0.113.1"), InlineData("224.0.0.1"), InlineData("239.255.255.250"), InlineData("240.0.0.1"), InlineData("255.255.255.255"), InlineData("168.63.129.16")]
    [InlineData("2130706433"), InlineData("0x7f.1"), InlineData("0177.0.0.1"), InlineData("127.1")]
    [InlineData("::"), InlineData("::1"), InlineData("::7f00:1"), InlineData("::10.0.0.1"), InlineData("::ffff:127.0.0.1"), InlineData("::ffff:169.254.169.254"), InlineData("::ffff:10.0.0.1"), InlineData("::ffff:168.63.129.16")]
    [InlineData("64:ff9b::7f00:1"), InlineData("64:ff9b::a9fe:a9fe"), InlineData("64:ff9b:1::1"), InlineData("100::1"), InlineData("2001::1"), InlineData("2001:0:7f00:1::"), InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::"), InlineData("2002:a9fe:a9fe::1"), InlineData("3fff::1"), InlineData("5f00::1"), InlineData("fc00::1"), InlineData("fd12:3456::1"), InlineData("fe80::1"), InlineData("fe80::1%1"), InlineData("febf::1"), InlineData("fec0::1"), InlineData("ff02::1"), InlineData("fd00:ec2::254")]
    public void NothingIsSentToAnAddressOfThisNetwork(string address) => Assert.False(PublicAddresses.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8"), InlineData("100.63.255.255"), InlineData("100.128.0.0"), InlineData("172.15.255.255"), InlineData("172.32.0.0"), InlineData("168.63.129.17"), InlineData("223.255.255.255")]
    [InlineData("2606:4700::1111"), InlineData("2a00:1450::1"), InlineData("::ffff:8.8.8.8"), InlineData("2003::1")]
    public void OthersAreReached(string address) => Assert.True(PublicAddresses.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://127.0.0.1:9/"), InlineData("https://localhost:9/"), InlineData("https://2130706433:9/"), InlineData("https://0x7f.1:9/"), InlineData("https://[::ffff:127.0.0.1]:9/"), InlineData("https://[::1]:9/"), InlineData("https://169.254.169.254/")]
    public async Task AClientForStrangersDoesNotEvenConnect(string address)
    {
        using var client = Clients.ForStrangers();
        var problem = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(address)));
        Assert.IsType<ForbiddenAddressException>(problem.InnerException);
    }
}
