import CloudTrail
import Testing

@testable import Events

@Suite struct CallersTests {
    private func joined(_ identity: Identity) -> [UInt8] {
        let members = [
            identity.type, identity.principalID, identity.arn, identity.accountID, identity.userName,
            identity.invokedBy, identity.issuerARN, identity.issuerName, identity.identityProvider,
            identity.onBehalfOfUserID,
        ]
        return Array(members.map { Array(($0 ?? "").utf8) }.joined(separator: [IdentityTable.separator]))
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
        var table = IdentityTable(seed: 7)
        for identity in identities {
            let code = Int(table.intern(joined(identity).span, guess: StringTable.missing))
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
            var table = IdentityTable(seed: 7)
            for identity in identities { _ = table.intern(joined(identity).span, guess: StringTable.missing) }
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
        var first = IdentityTable(seed: 7)
        var second = IdentityTable(seed: 7)
        var places: [(table: Int, code: Int)] = []
        for (number, identity) in identities.enumerated() {
            // Every third is known to both.
            if number % 3 != 1 { places.append((0, Int(first.intern(joined(identity).span, guess: 0)))) }
            if number % 3 != 0 { places.append((1, Int(second.intern(joined(identity).span, guess: 0)))) }
        }
        let (callers, maps) = IdentityTable.merged([first, second])
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
