import ATTACK
import Exports
import JSON
import Testing

/// The rules of the Navigator's layer format 4.5, one by one. Source: its specification, "layerformat.md".
@Suite struct NavigatorLayerTests {
    private func layer(_ version: AttackVersion = .v18) throws -> JSONValue {
        var exported = SampleCase.exported
        exported.header.attack = version
        return try JSONValue.parse(try #require(TinyCase.texts(NavigatorLayer.self, of: exported)[""]))
    }

    private func isText(_ value: JSONValue?) -> Bool { value?.stringValue != nil }
    private func isTruth(_ value: JSONValue?) -> Bool { value == nil || value?.boolValue != nil }

    private func isColour(_ value: JSONValue) -> Bool {
        value.stringValue?.wholeMatch(of: /#[0-9a-fA-F]{6}/) != nil
    }

    private func isMetadata(_ value: JSONValue?) -> Bool {
        (value?.arrayValue ?? []).allSatisfy { isText($0["name"]) && isText($0["value"]) && $0.objectValue?.count == 2 }
    }

    @Test(arguments: AttackVersion.allCases)
    func `The head has what the format requires, in the types that it names`(version: AttackVersion) throws {
        let layer = try layer(version)
        #expect(isText(layer["name"]) && isText(layer["description"]))
        #expect(layer["domain"] == "enterprise-attack")
        #expect(
            layer["versions"] == [
                "attack": .string(version == .v18 ? "18" : "19"), "navigator": "5.2.0", "layer": "4.5",
            ])
        #expect((0...3).contains(layer["sorting"]?.intValue ?? -1))
        #expect(layer[path: ["filters", "platforms"]] == ["IaaS"])
        #expect(["side", "flat", "mini"].contains(layer[path: ["layout", "layout"]]?.stringValue))
        #expect(
            ["average", "min", "max", "sum"].contains(layer[path: ["layout", "aggregateFunction"]]?.stringValue))
        #expect(
            ["none", "all", "annotated"].contains(layer[path: ["layout", "expandedSubtechniques"]]?.stringValue))
        for name in ["showID", "showName", "showAggregateScores", "countUnscored"] {
            #expect(isTruth(layer[path: ["layout", name]]))
        }
        for name in [
            "hideDisabled", "showTacticRowBackground", "selectTechniquesAcrossTactics",
            "selectSubtechniquesWithParent", "selectVisibleTechniques",
        ] { #expect(isTruth(layer[name])) }
        #expect(isMetadata(layer["metadata"]))
        #expect(layer["links"] == nil)
    }

    @Test func `The gradient has two colours and spans the scores`() throws {
        let gradient = try layer()["gradient"]
        let colours = gradient?["colors"]?.arrayValue ?? []
        #expect(colours.count >= 2 && colours.allSatisfy(isColour))
        #expect(gradient?["minValue"]?.intValue == 0)
        let most = try layer()["techniques"]?.arrayValue?.compactMap { $0["score"]?.intValue }.max()
        #expect(gradient?["maxValue"]?.intValue == most)
        #expect((most ?? 0) > 0)
        for item in try layer()["legendItems"]?.arrayValue ?? [] {
            #expect(isText(item["label"]) && item["color"].map(isColour) == true)
        }
    }

    @Test(arguments: AttackVersion.allCases)
    func `Techniques have ids of the format and tactics of their version`(version: AttackVersion) throws {
        let techniques = try layer(version)["techniques"]?.arrayValue ?? []
        let matrix = AttackMatrix.of(version)
        let names = Set(matrix.tactics.map(\.shortName))
        var seen: Set<String> = []
        #expect(!techniques.isEmpty)
        for entry in techniques {
            let id = try #require(entry["techniqueID"]?.stringValue)
            let tactic = try #require(entry["tactic"]?.stringValue)
            #expect(id.wholeMatch(of: /T\d{4}(\.\d{3})?/) != nil)
            #expect(names.contains(tactic))
            let technique = try #require(matrix.technique(id: id))
            #expect(matrix.tactics(of: technique).map(\.shortName).contains(tactic), "\(id) serves \(tactic)")
            #expect(seen.insert("\(id) \(tactic)").inserted, "\(id) is there once for \(tactic)")
            #expect(entry["score"] == nil || entry["score"]?.intValue != nil)
            #expect(isTruth(entry["enabled"]) && isTruth(entry["showSubtechniques"]))
            #expect(entry["comment"] == nil || isText(entry["comment"]))
            #expect(isMetadata(entry["metadata"]))
        }
    }

    @Test func `Parents of sub-techniques are there, and open`() throws {
        let techniques = try layer()["techniques"]?.arrayValue ?? []
        for entry in techniques {
            let id = entry["techniqueID"]?.stringValue ?? ""
            guard let dot = id.firstIndex(of: ".") else { continue }
            let parent = techniques.first {
                $0["techniqueID"]?.stringValue == String(id[..<dot]) && $0["tactic"] == entry["tactic"]
            }
            #expect(parent?["showSubtechniques"] == true)
        }
    }

    @Test func `Scores are counts, of Valid Accounts the keys`() throws {
        let techniques = try layer()["techniques"]?.arrayValue ?? []
        let accounts = techniques.filter { $0["techniqueID"] == "T1078.004" }
        #expect(
            accounts.map { $0["tactic"]?.stringValue ?? "" } == [
                "initial-access", "persistence", "privilege-escalation", "defense-evasion",
            ])
        #expect(accounts.allSatisfy { $0["score"] == 8 })
        #expect(accounts[0]["comment"] == "8 keys, 2020-05-05T23:10:04Z to 2020-05-06T08:01:22Z")
    }

    @Test func `v19 has its own tactics and techniques`() throws {
        let techniques = try layer(.v19)["techniques"]?.arrayValue ?? []
        let firewall = techniques.first { $0["techniqueID"] == "T1686.001" }
        #expect(firewall?["tactic"] == "defense-impairment")
        #expect(techniques.contains { $0["techniqueID"] == "T1078.004" && $0["tactic"] == "stealth" })
        #expect(!techniques.contains { $0["tactic"] == "defense-evasion" })
    }

    @Test func `Without calls the layer is empty, and sound`() throws {
        var exported = SampleCase.exported
        exported.selection = .filter("name:NoSuchCall", rows: [])
        let layer = try JSONValue.parse(try #require(TinyCase.texts(NavigatorLayer.self, of: exported)[""]))
        #expect(layer["techniques"] == [])
        #expect(layer[path: ["gradient", "maxValue"]] == 1)
    }
}
