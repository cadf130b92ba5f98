internal import JSON
internal import Text

/// What a database's record says of an address, in whichever of the known shapes.
///
/// Members are those of MaxMind's GeoIP2 and GeoLite2 databases (dev.maxmind.com/geoip/docs/databases), which DB-IP
/// writes alike, and of IPinfo's (ipinfo.io/developers/database-types), which are flat and often hold texts where others
/// have numbers and truth values.
struct AddressRecord {
    private let root: JSONValue

    init(_ root: JSONValue) {
        self.root = root
    }

    /// The labels in the order of their kinds: network, country, city, then what sort of network it is.
    func labels(source: String) -> [AddressLabel] {
        var labels: [AddressLabel] = []
        func add(_ kind: AddressLabel.Kind, _ text: String?) {
            guard let text, !labels.contains(where: { $0.kind == kind && $0.text == text }) else { return }
            labels.append(AddressLabel(kind, text, source: source))
        }
        add(.network, network)
        add(.country, text(Self.countries))
        add(.city, text(Self.cities))
        for flag in Self.flags where places.contains(where: { isTrue($0[flag.member]) }) {
            add(
                flag.kind,
                flag.kind == .vpn ? [flag.text, vpnName].compactMap(\.self).joined(separator: " ") : flag.text)
        }
        if Self.types.contains(where: { root[path: $0]?.stringValue?.lowercased() == "hosting" }) {
            add(.hosting, Self.hosting)
        }
        if !labels.contains(where: { [.vpn, .tor, .proxy].contains($0.kind) }),
            places.contains(where: { isTrue($0["is_anonymous"]) })
        {
            add(.other, "anonymous network")
        }
        return labels
    }

    /// Nil where the record has none, or none on the globe.
    var coordinates: Coordinates? {
        for (latitude, longitude) in Self.positions {
            if let found = coordinates(number(root[path: latitude]), number(root[path: longitude])) { return found }
        }
        let parts = root["loc"]?.stringValue?.split(separator: ",", omittingEmptySubsequences: false) ?? []
        guard parts.count == 2 else { return nil }
        return coordinates(Double(parts[0].trimmingSpaces()), Double(parts[1].trimmingSpaces()))
    }

    private func coordinates(_ latitude: Double?, _ longitude: Double?) -> Coordinates? {
        guard let latitude, let longitude, abs(latitude) <= 90, abs(longitude) <= 180 else { return nil }
        return Coordinates(latitude: latitude, longitude: longitude)
    }

    // MARK: Network

    /// `AS64500 Example Hosting`; the provider's name alone where there is no number.
    private var network: String? {
        guard let number = Self.numbers.lazy.compactMap({ asNumber(root[path: $0]) }).first else {
            return text(Self.providers)
        }
        return ["AS" + number, text(Self.names)].compactMap(\.self).joined(separator: " ")
    }

    /// The digits of `64500` or `AS64500`.
    private func asNumber(_ value: JSONValue?) -> String? {
        switch value {
        case .number(let text): return text
        case .string(let text):
            let digits = text.uppercased().hasPrefix("AS") ? text.dropFirst(2) : text[...]
            guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            return String(digits)
        default: return nil
        }
    }

    // MARK: Members

    /// Where flags may stand: at the top, or in a part of their own.
    private var places: [JSONValue] {
        [root] + ["traits", "anonymizer", "anonymous", "privacy"].compactMap { root[$0] }
    }

    /// The service that a VPN belongs to, where a database tells.
    private var vpnName: String? {
        text([["service"], ["privacy", "service"], ["anonymous", "name"], ["anonymizer", "provider_name"]])
    }

    private func text(_ paths: [[String]]) -> String? {
        paths.lazy.compactMap { root[path: $0]?.stringValue?.trimmingSpaces() }.first { !$0.isEmpty }
    }

    private func isTrue(_ value: JSONValue?) -> Bool {
        switch value {
        case .bool(let value): value
        case .string(let text): ["true", "yes", "1"].contains(text.lowercased())
        case .number(let text): text == "1"
        default: false
        }
    }

    private func number(_ value: JSONValue?) -> Double? {
        value?.doubleValue ?? value?.stringValue.flatMap { Double($0.trimmingSpaces()) }
    }
}

/// Where the known shapes have what. Paths are tried in order.
extension AddressRecord {
    private static let numbers = [
        ["autonomous_system_number"], ["traits", "autonomous_system_number"], ["asn"], ["as", "asn"], ["asn", "asn"],
    ]
    private static let names = [
        ["autonomous_system_organization"], ["traits", "autonomous_system_organization"], ["as_name"], ["as", "name"],
        ["asn", "name"], ["name"], ["as_domain"], ["as", "domain"], ["asn", "domain"], ["domain"],
    ]
    private static let providers = [["isp"], ["traits", "isp"], ["organization"], ["traits", "organization"]]
    private static let countries = [
        ["country", "iso_code"], ["country_code"], ["country"], ["geo", "country_code"], ["geo", "country"],
    ]
    private static let cities = [["city", "names", "en"], ["city"], ["geo", "city"]]
    private static let positions = [
        (["location", "latitude"], ["location", "longitude"]), (["latitude"], ["longitude"]), (["lat"], ["lng"]),
        (["geo", "latitude"], ["geo", "longitude"]),
    ]
    private static let types = [
        ["type"], ["as_type"], ["as", "type"], ["asn", "type"], ["user_type"], ["traits", "user_type"],
    ]
    private static let hosting = "hosting provider"

    private static let flags: [(member: String, kind: AddressLabel.Kind, text: String)] = [
        ("is_hosting_provider", .hosting, hosting), ("is_hosting", .hosting, hosting), ("hosting", .hosting, hosting),
        ("is_anonymous_vpn", .vpn, "VPN"), ("is_vpn", .vpn, "VPN"), ("vpn", .vpn, "VPN"),
        ("is_tor_exit_node", .tor, "Tor exit node"), ("is_tor", .tor, "Tor exit node"), ("tor", .tor, "Tor exit node"),
        ("is_public_proxy", .proxy, "public proxy"), ("is_residential_proxy", .proxy, "residential proxy"),
        ("is_res_proxy", .proxy, "residential proxy"), ("is_anonymous_proxy", .proxy, "proxy"),
        ("is_proxy", .proxy, "proxy"), ("proxy", .proxy, "proxy"), ("is_relay", .proxy, "relay"),
        ("relay", .proxy, "relay"),
    ]
}
