extension AddressLabel.Kind {
    /// The words by which lists and their files say what they list, in the order in which they decide: the VPN of an
    /// office is the office's.
    private static let words: [(kind: AddressLabel.Kind, words: Set<String>)] = [
        (
            .corporate,
            ["corporate", "corp", "office", "offices", "headquarters", "hq", "company", "intranet", "internal"]
        ),
        (.tor, ["tor", "onion"]),
        (.vpn, ["vpn", "vpns"]),
        (.proxy, ["proxy", "proxies", "socks", "relay", "relays"]),
        (.cloud, ["cloud", "clouds", "aws", "amazon", "azure", "gcp", "google"]),
        (
            .hosting,
            ["hosting", "hoster", "hosters", "host", "datacenter", "datacenters", "datacentre", "vps", "colocation"]
        ),
    ]

    /// The kind that a text of a person speaks of, such as a label or the name of a file; nil where no word tells.
    init?(wordsOf text: String) {
        let found = Set(Self.split(text))
        guard let kind = Self.words.first(where: { !$0.words.isDisjoint(with: found) })?.kind else { return nil }
        self = kind
    }

    /// The words in lower case, also of `TorExits` and `tor_exits-2020`.
    private static func split(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var wasLower = false
        for character in text {
            if !character.isLetter || (character.isUppercase && wasLower) {
                words.append(word.lowercased())
                word = ""
            }
            if character.isLetter { word.append(character) }
            wasLower = character.isLowercase
        }
        words.append(word.lowercased())
        return words
    }
}
