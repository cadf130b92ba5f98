private import CloudTrail
private import Text

// IANA's registries of special-purpose addresses for IPv4 and IPv6, and its multicast registries, in the order of the
// addresses: iana.org/assignments/iana-ipv4-special-registry, iana-ipv6-special-registry.

extension SetAsideRange {
    /// All of them. Blocks may lie within others.
    static let all: [SetAsideRange] = lines.split(separator: "\n").compactMap { line in
        let fields = line.split(separator: "|").map { $0.trimmingSpaces() }
        guard fields.count == 4, let block = AddressBlock(fields[0]) else { return nil }
        let purpose: Purpose =
            switch fields[2] {
            case "documentation": .documentation
            case "global": .global
            default: .local
            }
        return SetAsideRange(block: block, text: fields[1], standard: fields[3], purpose: purpose)
    }

    /// Block, what it is called, its purpose, and the standard.
    private static let lines = """
        0.0.0.0/8           | this network                      | local         | RFC 791
        0.0.0.0/32          | unspecified address               | local         | RFC 1122
        10.0.0.0/8          | private network                   | local         | RFC 1918
        100.64.0.0/10       | carrier-grade NAT                 | local         | RFC 6598
        127.0.0.0/8         | loopback                          | local         | RFC 1122
        169.254.0.0/16      | link-local                        | local         | RFC 3927
        172.16.0.0/12       | private network                   | local         | RFC 1918
        192.0.0.0/24        | IETF protocol assignments         | local         | RFC 6890
        192.0.0.0/29        | IPv4 service continuity           | local         | RFC 7335
        192.0.0.8/32        | IPv4 dummy address                | local         | RFC 7600
        192.0.0.9/32        | Port Control Protocol anycast     | global        | RFC 7723
        192.0.0.10/32       | TURN anycast                      | global        | RFC 8155
        192.0.0.170/31      | NAT64 and DNS64 discovery         | local         | RFC 8880
        192.0.2.0/24        | documentation                     | documentation | RFC 5737
        192.31.196.0/24     | AS112 name servers                | global        | RFC 7535
        192.52.193.0/24     | multicast tunnelling              | global        | RFC 7450
        192.88.99.0/24      | 6to4 relay anycast, deprecated    | local         | RFC 7526
        192.168.0.0/16      | private network                   | local         | RFC 1918
        192.175.48.0/24     | AS112 name servers                | global        | RFC 7534
        198.18.0.0/15       | benchmarking                      | local         | RFC 2544
        198.51.100.0/24     | documentation                     | documentation | RFC 5737
        203.0.113.0/24      | documentation                     | documentation | RFC 5737
        224.0.0.0/4         | multicast                         | local         | RFC 5771
        233.252.0.0/24      | documentation of multicast        | documentation | RFC 6676
        240.0.0.0/4         | reserved                          | local         | RFC 1112
        255.255.255.255/32  | broadcast                         | local         | RFC 8190
        ::/128              | unspecified address               | local         | RFC 4291
        ::1/128             | loopback                          | local         | RFC 4291
        64:ff9b::/96        | IPv4 in IPv6 translation          | global        | RFC 6052
        64:ff9b:1::/48      | IPv4 in IPv6 translation, local   | local         | RFC 8215
        100::/64            | discard-only                      | local         | RFC 6666
        100:0:0:1::/64      | IPv6 dummy prefix                 | local         | RFC 9780
        2001::/23           | IETF protocol assignments         | local         | RFC 2928
        2001::/32           | Teredo                            | global        | RFC 4380
        2001:1::1/128       | Port Control Protocol anycast     | global        | RFC 7723
        2001:1::2/128       | TURN anycast                      | global        | RFC 8155
        2001:1::3/128       | service registration anycast      | global        | RFC 9665
        2001:2::/48         | benchmarking                      | local         | RFC 5180
        2001:3::/32         | multicast tunnelling              | global        | RFC 7450
        2001:4:112::/48     | AS112 name servers                | global        | RFC 7535
        2001:10::/28        | ORCHID, deprecated                | local         | RFC 4843
        2001:20::/28        | ORCHIDv2                          | global        | RFC 7343
        2001:30::/28        | drone remote identification       | global        | RFC 9374
        2001:db8::/32       | documentation                     | documentation | RFC 3849
        2002::/16           | 6to4                              | global        | RFC 3056
        2620:4f:8000::/48   | AS112 name servers                | global        | RFC 7534
        3fff::/20           | documentation                     | documentation | RFC 9637
        5f00::/16           | segment routing identifiers       | local         | RFC 9602
        fc00::/7            | unique local (private network)    | local         | RFC 4193
        fe80::/10           | link-local                        | local         | RFC 4291
        fec0::/10           | site-local, deprecated            | local         | RFC 3879
        ff00::/8            | multicast                         | local         | RFC 4291
        """
}
