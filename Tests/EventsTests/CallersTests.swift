import CloudTrail
import Testing

@testable import Events

@Suite struct CallersTests {
    /// Adds an identity to a table as a worker does, from a text that holds its members.
    private func intern(_ identity: Identity, _ table: inout IdentityTable) -> Int {
        let members = [
            identity.type, identity.principalID, identity.arn, identity.accountID, identity.userName,
            identity.invokedBy, identity.issuerARN, identity.issuerName, nil, identity.identityProvider,
            identity.onBehalfOfUserID,
        ]
        var text: [UInt8] = [0]
        var places = IdentityMembers.Places(repeating: Place())
        for (number, member) in members.enumerated() {
            guard let member else { continue }
            let start = text.count
            text += Array(member.utf8)
            places[number] = Place(start..<text.count)
        }
        let hash = table.hasher.hash(IdentityMembers(text.span, places))
        return Int(table.intern(IdentityMembers(text.span, places), hash: hash))
    }

    /// Every mixture of a few values for the members that decide.
    private var identities: [Identity] {
        var all: [Identity] = []
        let arns = [
            nil, "arn:aws:sts::111122223333:assumed-role/admin/eve", "arn:aws:iam::111122223333:user/ana", "no arn",
        ]
        let issuers = [
            nil, "arn:aws:iam::111122223333:role/admin", "arn:aws:iam::111122223333:role/path/admin", "broken",
        ]
        for type in [nil, "AssumedRole", "IAMUser", "Role", "FederatedUser"] {
            for id in [nil, "AROAEXAMPLE:eve", "AROAEXAMPLE:", "AIDAEXAMPLE"] {
                for arn in arns {
                    for issuer in issuers {
                        for user in [nil, "ana", Identity.hiddenName] {
                            all.append(
                                Identity(
                                    type: type, principalID: id, arn: arn, accountID: "111122223333", userName: user,
                                    issuerARN: issuer))
                        }
                    }
                }
            }
        }
        return all
    }

    @Test func eachIdentityIsWhoItsPrincipalIs() {
        var table = IdentityTable(WideHasher(seed: 7))
        for identity in identities {
            let code = intern(identity, &table)
            let principal = Principal(identity)
            func text(_ fact: Callers.Fact) -> String {
                table.callers.table(fact).text(table.callers.codes(fact)[code])
            }
            #expect(text(.principal) == principal.name)
            #expect(text(.user) == principal.userName ?? "")
            #expect(text(.role) == principal.roleName ?? "")
            #expect(text(.session) == principal.sessionName ?? "")
            #expect(text(.type) == identity.type ?? "")
        }
    }

    /// The members of an identity that an event may be asked for.
    private func members(_ identity: Identity) -> [IdentityMembers.Member: String?] {
        [
            .type: identity.type, .principalID: identity.principalID, .arn: identity.arn,
            .accountID: identity.accountID, .userName: identity.userName, .issuerARN: identity.issuerARN,
            .issuerName: identity.issuerName, .issuerType: nil,
        ]
    }

    @Test func everyMemberIsKeptAsItWas() {
        var table = IdentityTable(WideHasher(seed: 7))
        for identity in identities {
            let code = intern(identity, &table)
            for (member, text) in members(identity) {
                #expect(table.callers.text(member, of: code) == text, "\(identity)")
            }
        }
    }

    @Test func sessionsOfARoleShareAllButTheirName() {
        var table = IdentityTable(WideHasher(seed: 7))
        func session(_ name: String, arnEnding: String? = nil) -> Identity {
            Identity(
                type: "AssumedRole", principalID: "AROAEXAMPLE:\(name)",
                arn: "arn:aws:sts::111122223333:assumed-role/admin/\(arnEnding ?? name)",
                issuerARN: "arn:aws:iam::111122223333:role/admin")
        }
        for number in 1...50 { _ = intern(session("build-\(number)"), &table) }
        // Beside the traits of those without any identity.
        #expect(table.callers.traits.count == 2)
        #expect(table.callers.text(.arn, of: 50) == "arn:aws:sts::111122223333:assumed-role/admin/build-50")
        #expect(table.callers.text(.principalID, of: 50) == "AROAEXAMPLE:build-50")
        // One whose ARN ends otherwise is another, and so is one whose ARN happens to end where others were cut.
        let other = intern(session("eve", arnEnding: "mallory"), &table)
        let cut = intern(session("eve", arnEnding: ""), &table)
        #expect(table.callers.traits.count == 4)
        #expect(table.callers.text(.arn, of: other) == "arn:aws:sts::111122223333:assumed-role/admin/mallory")
        #expect(table.callers.text(.arn, of: cut) == "arn:aws:sts::111122223333:assumed-role/admin/")
    }

    @Test func whatSortAPrincipalIsDoesNotDependOnWhatWasReadFirst() {
        let identities = identities
        func kinds(_ identities: [Identity]) -> [String: Principal.Kind] {
            var table = IdentityTable(WideHasher(seed: 7))
            for identity in identities { _ = intern(identity, &table) }
            let names = table.callers.table(.principal)
            return Dictionary(
                uniqueKeysWithValues: (1...UInt32(names.count)).map { (names.text($0), table.callers.kinds[Int($0)]) })
        }
        let forward = kinds(identities)
        #expect(forward == kinds(identities.reversed()))
        #expect(forward["arn:aws:iam::111122223333:role/admin"] == .role)
        #expect(forward["arn:aws:iam::111122223333:user/ana"] == .user)
        #expect(forward["hidden@111122223333"] == .hidden)
    }

    @Test func mergedTablesSayTheSameOfEveryIdentity() {
        let identities = identities
        var first = IdentityTable(WideHasher(seed: 7))
        var second = IdentityTable(WideHasher(seed: 7))
        var places: [(table: Int, code: Int)] = []
        for (number, identity) in identities.enumerated() {
            // Every third is known to both.
            if number % 3 != 1 { places.append((0, intern(identity, &first))) }
            if number % 3 != 0 { places.append((1, intern(identity, &second))) }
        }
        let codes = IdentityTable.codes(merging: [first, second])
        let maps = codes.maps
        let callers = Callers.merged(
            [first.callers, second.callers], codes,
            sessions: StringTable.merged([first.callers.table(.session), second.callers.table(.session)]))
        #expect(callers.count == codes.count)
        for (table, code) in places {
            let own = (table == 0 ? first : second).callers
            let merged = maps[table].map { Int($0[code]) } ?? code
            for fact in [Callers.Fact.user, .role, .session, .type] {
                #expect(
                    callers.table(fact).text(callers.codes(fact)[merged])
                        == own.table(fact).text(own.codes(fact)[code]))
            }
            for member in IdentityMembers.Member.allCases {
                #expect(callers.text(member, of: merged) == own.text(member, of: code))
            }
        }
    }
}
