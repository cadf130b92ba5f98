import Testing

@testable import Events

@Suite struct WideHashTests {
    private let hasher = WideHasher(seed: 7)

    private func hash(_ bytes: [UInt8]) -> WideHash { hasher.hash(bytes.span) }

    private func hash(_ text: String) -> WideHash { hash(Array(text.utf8)) }

    /// The hash of an identity of which two members are set.
    private func hash(type: String, arn: String, before: String = "") -> WideHash {
        let text = Array((before + type + arn).utf8)
        var places = IdentityMembers.Places(repeating: Place())
        let start = before.utf8.count
        places[IdentityMembers.Member.type.rawValue] = Place(start..<start + type.utf8.count)
        places[IdentityMembers.Member.arn.rawValue] = Place(start + type.utf8.count..<text.count)
        return hasher.hash(IdentityMembers(text.span, places))
    }

    @Test func textsOfAllLengthsAreToldFromTheirNeighbours() {
        // Around 8, 16 and 1,024 bytes other ways are gone.
        for length in Array(1...40) + [1_007, 1_008, 1_023, 1_024, 1_025, 1_040, 5_000] {
            let text = [UInt8](repeating: UInt8(ascii: "x"), count: length)
            var hashes = [hash(text), hash(text + text.prefix(1))]
            for place in Set([0, length / 2, length - 1]) {
                var other = text
                other[place] ^= 0x80
                hashes.append(hash(other))
            }
            for (number, hash) in hashes.enumerated() {
                #expect(hash != .none)
                #expect(!hashes[..<number].contains(hash), "length \(length)")
            }
        }
    }

    @Test func blocksOfALongTextMayNotChangePlaces() {
        let (a, b) = (String(repeating: "a", count: 1_024), String(repeating: "b", count: 1_024))
        #expect(hash(a + b) != hash(b + a))
        #expect(hash(a + b) == hash(a + b))
    }

    @Test func nothingHasNoHash() {
        #expect(hash("") == .none)
        let text: [UInt8] = []
        #expect(hasher.hash(IdentityMembers(text.span, .init(repeating: Place()))) == .none)
    }

    @Test func whichMemberATextIsCounts() {
        #expect(hash(type: "ab", arn: "c") != hash(type: "a", arn: "bc"))
        #expect(hash(type: "abc", arn: "") != hash(type: "", arn: "abc"))
        // Where in its text an identity lies does not.
        #expect(hash(type: "ab", arn: "c") == hash(type: "ab", arn: "c", before: "elsewhere"))
    }

    @Test func whatComesWithAnIdentityCountsToo() {
        let text = Array("IAMUserassumed-role/ci/job".utf8)
        var places = IdentityMembers.Places(repeating: Place())
        places[IdentityMembers.Member.type.rawValue] = Place(0..<7)
        let members = IdentityMembers(text.span, places)
        #expect(hasher.hash(members, with: Place(7..<22)) != hasher.hash(members))
        #expect(hasher.hash(members, with: Place(7..<22)) != hasher.hash(members, with: Place(7..<26)))
        #expect(hasher.hash(members, with: Place()) == hasher.hash(members))
    }

    @Test func anotherSeedMakesOtherHashes() {
        let text = Array("GetObject".utf8)
        #expect(WideHasher(seed: 8).hash(text.span) != hash(text))
    }
}
