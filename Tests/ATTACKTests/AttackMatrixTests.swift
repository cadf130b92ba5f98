import ATTACK
import Testing

@Suite struct AttackMatrixTests {
    let v18 = AttackMatrix.of(.v18)
    let v19 = AttackMatrix.of(.v19)

    @Test func tacticsStandInTheOrderOfTheMatrix() {
        #expect(
            v18.tactics.map(\.id) == [
                "TA0043", "TA0042", "TA0001", "TA0002", "TA0003", "TA0004", "TA0005", "TA0006", "TA0007", "TA0008",
                "TA0009", "TA0011", "TA0010", "TA0040",
            ])
        #expect(v18.tactics[6].name == "Defense Evasion")
        #expect(v19.tactics.count == 15)
        #expect(v19.tactics[6...7].map(\.name) == ["Stealth", "Defense Impairment"])
        #expect(v19.tactics[6...7].map(\.id) == ["TA0005", "TA0112"])
    }

    @Test func theIaaSTechniquesAreAllThere() {
        #expect(v18.techniques.filter(\.isIaaS).count == 104)
        for matrix in [v18, v19] {
            #expect(matrix.techniques.map(\.id) == matrix.techniques.map(\.id).sorted())
            let known = Set(matrix.tactics.map(\.id))
            for technique in matrix.techniques {
                #expect(!technique.tacticIDs.isEmpty)
                #expect(technique.tacticIDs.allSatisfy(known.contains), "\(technique.id)")
                #expect((technique.parentID == nil) == (technique.parentName == nil), "\(technique.id)")
            }
        }
    }

    @Test func aTechniqueHasNamesTacticsAndAParent() throws {
        let credentials = try #require(v18.technique(id: "T1098.001"))
        #expect(credentials.name == "Additional Cloud Credentials")
        #expect(credentials.fullName == "Account Manipulation: Additional Cloud Credentials")
        #expect(credentials.parentID == "T1098")
        #expect(v18.tactics(of: credentials).map(\.shortName) == ["persistence", "privilege-escalation"])
        #expect(v18.technique(id: "T9999") == nil)
    }

    @Test func v19MovesWhatImpairsDefensesOutOfStealth() throws {
        let firewall = try #require(v19.technique(id: "T1686.001"))
        #expect(firewall.fullName == "Disable or Modify System Firewall: Cloud Firewall")
        #expect(v19.tactics(of: firewall).map(\.name) == ["Defense Impairment"])
        let accounts = try #require(v19.technique(id: "T1078.004"))
        #expect(
            v19.tactics(of: accounts).map(\.name) == [
                "Initial Access", "Persistence", "Privilege Escalation", "Stealth",
            ])
        #expect(v19.technique(id: "T1562.007") == nil)
        #expect(v18.technique(id: "T1686.001") == nil)
    }

    @Test func theCrosswalkGoesBothWays() {
        #expect(Crosswalk.id(ofV18: "T1562.007", in: .v19) == "T1686.001")
        #expect(Crosswalk.id(ofV18: "T1562.007", in: .v18) == "T1562.007")
        #expect(Crosswalk.id(ofV18: "T1098.001", in: .v19) == "T1098.001")
        #expect(Crosswalk.idsInV18(ofV19: "T1685") == ["T1562", "T1562.001", "T1562.006"])
        #expect(Crosswalk.idsInV18(ofV19: "T1580") == ["T1580"])
        for (old, new) in Crosswalk.replacements {
            #expect(v18.technique(id: old) != nil, "\(old)")
            #expect(v19.technique(id: new) != nil, "\(new)")
        }
    }

    @Test(arguments: [
        ("TA0005", ["v18 Defense Evasion", "v19 Stealth"]),
        ("stealth", ["v19 Stealth"]),
        ("Defense Evasion", ["v18 Defense Evasion"]),
        ("defense-impairment", ["v19 Defense Impairment"]),
        ("DEFENSE_IMPAIRMENT", ["v19 Defense Impairment"]),
        ("discovery", ["v18 Discovery", "v19 Discovery"]),
        ("disco", []),
    ])
    func tacticsAreFoundInEitherVersion(text: String, found: [String]) {
        #expect(AttackMatrix.tactics(called: text).map { "\($0.version) \($0.tactic.name)" } == found)
    }

    @Test(arguments: [
        ("T1562.007", ["v18 T1562.007"]),
        ("t1686.001", ["v19 T1686.001"]),
        ("cloud firewall", ["v19 T1686.001"]),
        ("Impair Defenses: Disable or Modify Cloud Firewall", ["v18 T1562.007"]),
        ("Cloud Account", ["v18 T1087.004", "v18 T1136.003", "v19 T1087.004", "v19 T1136.003"]),
        ("T9999", []),
    ])
    func techniquesAreFoundInEitherVersion(text: String, found: [String]) {
        #expect(AttackMatrix.techniques(called: text).map { "\($0.version) \($0.technique.id)" } == found)
    }

    @Test func versionsAreOrderedAndNumbered() {
        #expect(AttackVersion(rawValue: "v18")?.number == "18.1")
        #expect(AttackVersion.v18 < .v19)
    }

    @Test func `Other accounts and credentials for persistence were once Redundant Access`() throws {
        let matrix = AttackMatrix.of(.v18)
        let persistence = try #require(matrix.tactics.first { $0.name == "Persistence" })
        let escalation = try #require(matrix.tactics.first { $0.name == "Privilege Escalation" })
        let credentials = try #require(matrix.technique(id: "T1098.001"))
        let account = try #require(matrix.technique(id: "T1136.003"))
        let valid = try #require(matrix.technique(id: "T1078.004"))
        #expect(Crosswalk.former(of: credentials, in: persistence) == "T1108")
        #expect(Crosswalk.former(of: account, in: persistence) == "T1108")
        #expect(Crosswalk.former(of: credentials, in: escalation) == nil)
        #expect(Crosswalk.former(of: valid, in: persistence) == nil)
    }
}
