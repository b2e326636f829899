using System.Net;
using System.Net.Sockets;

namespace TierFunctions.Hooks.Http;

/// <summary>A host's name leads to an address that only this network has.</summary>
internal sealed class ForbiddenAddressException() : Exception("The host has an address that nothing is sent to.");

/// <summary>
/// Connects only to addresses of the open network. Every address of a host is looked at, as numbers, and the connection goes to the
/// very address that was looked at: a name that is resolved twice may give two answers.
/// </summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] Refused =
    [
        // This network, private ones, carrier-grade NAT, loopback, link-local, protocol assignments, documentation, 6to4 relays, benchmarks, multicast and reserved.
        .. Networks("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3"),
        // Azure's own: the wire server, which answers from inside every virtual machine.
        .. Networks("168.63.129.16/32"),
        // Unspecified and loopback with all else that embeds IPv4 by value, NAT64, discard, Teredo and the rest of the protocol block, documentation, 6to4, local, link-local, site-local, multicast.
        .. Networks("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
    ];

    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Array.Exists(Refused, network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        if (addresses.Length == 0 || !Array.TrueForAll(addresses, IsPublic)) throw new ForbiddenAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static IEnumerable<IPNetwork> Networks(params string[] networks) => networks.Select(network => IPNetwork.Parse(network));
}
