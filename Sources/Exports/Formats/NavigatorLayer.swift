internal import ATTACK
internal import CloudTrail
internal import Events
internal import Investigation
internal import JSON
internal import Records

/// The techniques of a case as a layer for the ATT&CK Navigator, scored by the calls that may have served them.
/// Source: the Navigator's layer format, version 4.5.
public struct NavigatorLayer: CaseExport {
    private let exported: ExportedCase
    private let tally: TechniqueTally
    private var header: CaseHeader { exported.header }
    private var index: EventIndex { exported.trail.index }

    public static func files(of exported: ExportedCase) -> [ExportedFile] {
        let layer = NavigatorLayer(exported)
        return [ExportedFile(text: JSONWriter(.pretty).string(layer.value) + "\n")]
    }

    private init(_ exported: ExportedCase) {
        self.exported = exported
        // Of other events than the incident's, keys count as little as they do in any other table of calls.
        let scope = exported.selection == .all ? exported.investigation.scope : .empty
        tally = TechniqueTally(exported.rows, scope: scope, in: exported.trail.index, version: exported.header.attack)
    }

    private var entries: [TechniqueTally.Entry] { tally.tactics.flatMap(\.entries) }

    private var value: JSONValue {
        let most = entries.map(\.count).max() ?? 0
        return [
            "name": .string(name),
            "versions": [
                // The Navigator knows releases of ATT&CK by their first number.
                "attack": .string(header.attack.number.split(separator: ".").first.map(String.init) ?? ""),
                "navigator": "5.2.0", "layer": "4.5",
            ],
            "domain": "enterprise-attack",
            "description": .string(description),
            "filters": filters,
            "sorting": 3,
            "layout": [
                "layout": "side", "aggregateFunction": "sum", "showID": true, "showName": true,
                "showAggregateScores": false, "countUnscored": false, "expandedSubtechniques": "annotated",
            ],
            "hideDisabled": false,
            "techniques": .array(tally.tactics.flatMap { techniques(of: $0.tactic, $0.entries) }),
            "gradient": [
                "colors": .array(Self.colours.map { .string($0.colour) }), "minValue": 0,
                "maxValue": .number(max(1, most)),
            ],
            "legendItems": .array(
                Self.colours.map { ["label": .string($0.meaning), "color": .string($0.colour)] }),
            "metadata": .array(metadata),
            "showTacticRowBackground": false,
            "selectTechniquesAcrossTactics": false,
            "selectSubtechniquesWithParent": false,
            "selectVisibleTechniques": false,
        ]
    }

    private static let colours = [
        (colour: "#fde9c8", meaning: "few calls"), (colour: "#c0392b", meaning: "most calls"),
    ]

    // MARK: The layer

    private var name: String {
        let subject = [header.caseID, header.name].compactMap(\.self).filter { !$0.isEmpty }.map(exported.redacted)
        return (["Huckleberry"] + subject).joined(separator: ": ")
    }

    private var description: String {
        let sentences = [
            header.isSample ? "SAMPLE DATA, a made-up case." : nil,
            header.partial,
            "Scores count calls that may have served a technique, of Valid Accounts the keys: the table of calls is a "
                + "judgement.",
            "\(header.tlp). \(attackAttribution)",
        ]
        return sentences.compactMap(\.self).joined(separator: " ")
    }

    /// The platform hides what is not of it: where something of another one was found, nothing is hidden.
    private var filters: JSONValue {
        entries.allSatisfy(\.technique.isIaaS) ? ["platforms": ["IaaS"]] : [:]
    }

    private var metadata: [JSONValue] {
        let pairs = [
            ("tlp", header.tlp), ("analyst", header.analyst), ("generated", header.generated.iso8601),
            ("version", header.version), ("events", String(exported.rows.count)),
        ]
        return pairs.filter { !$0.1.isEmpty }.map(Self.pair)
    }

    private static func pair(_ name: String, _ value: String) -> JSONValue {
        ["name": .string(name), "value": .string(value)]
    }

    // MARK: Techniques

    /// The techniques of a tactic by their ids, and before sub-techniques their parents, opened.
    private func techniques(of tactic: Tactic, _ entries: [TechniqueTally.Entry]) -> [JSONValue] {
        let parents = Set(entries.compactMap(\.technique.parentID))
        let own = Set(entries.map(\.technique.id))
        let counted = entries.map { entry in
            (id: entry.technique.id, value: technique(entry, in: tactic, isOpen: parents.contains(entry.technique.id)))
        }
        let opened = parents.subtracting(own).map { id in
            let value: JSONValue = [
                "techniqueID": .string(id), "tactic": .string(tactic.shortName), "enabled": true,
                "showSubtechniques": true,
            ]
            return (id: id, value: value)
        }
        return (counted + opened).sorted { $0.id < $1.id }.map(\.value)
    }

    private func technique(_ entry: TechniqueTally.Entry, in tactic: Tactic, isOpen: Bool) -> JSONValue {
        let unit = (entry.countsKeys ? "key" : "call") + (entry.count == 1 ? "" : "s")
        let first = entry.rows.first.map { index.time($0).iso8601 }
        let last = entry.rows.last.map { index.time($0).iso8601 }
        let span = first.map { first in last == first ? ", \(first)" : ", \(first) to \(last ?? first)" } ?? ""
        let former = Crosswalk.former(of: entry.technique, in: tactic).map { ", formerly \($0)" } ?? ""
        let ids = [("firstEvent", entry.rows.first), ("lastEvent", entry.rows.last)].compactMap { name, row in
            row.flatMap { index.eventIDs[$0] }.map { Self.pair(name, $0) }
        }
        return [
            "techniqueID": .string(entry.technique.id), "tactic": .string(tactic.shortName),
            "score": .number(entry.count), "comment": .string("\(entry.count) \(unit)\(span)\(former)"),
            "enabled": true, "metadata": .array([Self.pair("count", "\(entry.count) \(unit)")] + ids),
            "showSubtechniques": .bool(isOpen),
        ]
    }
}
