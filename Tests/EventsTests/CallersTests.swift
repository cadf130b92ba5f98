import CloudTrail
import Testing

@testable import Events

@Suite struct CallersTests {
    /// Adds an identity to a table as a worker does, from a text that holds its members.
    private func intern(_ identity: Identity, _ table: inout IdentityTable) -> Int {
        let members = [
            identity.type, identity.principalID, identity.arn, identity.accountID, identity.userName,
            identity.invokedBy, identity.issuerARN, identity.issuerName, identity.identityProvider,
            identity.onBehalfOfUserID,
        ]
        var text: [UInt8] = []
        var places = IdentityMembers.Places(repeating: Place())
        for (number, member) in members.enumerated() {
            let start = text.count
            text += Array((member ?? "").utf8)
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
            for fact in [Callers.Fact.user, .role, .session, .type, .account] {
                #expect(
                    callers.table(fact).text(callers.codes(fact)[merged])
                        == own.table(fact).text(own.codes(fact)[code]))
            }
        }
    }
}
