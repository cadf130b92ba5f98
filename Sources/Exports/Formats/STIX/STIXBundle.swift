internal import ATTACK
internal import CloudTrail
internal import Events
internal import Intelligence
internal import Investigation
internal import JSON
internal import Records
internal import Robots

/// A case as a STIX 2.1 bundle: what the attacker used, as indicators with the observations that they rest on, the
/// techniques that these indicate, and what is said of it.
///
/// An access key is a `user-account` whose `user_id` is the key's ID: the identifier that the service knows it by.
/// `credential` would be the secret, which no log holds.
public struct STIXBundle: CaseExport {
    private let exported: ExportedCase
    private var writer: STIXWriter
    /// Identifiers of the techniques' objects, by technique.
    private var techniques: [String: String] = [:]
    /// What the report is about, in the order in which it was made.
    private var told: [String] = []
    private var header: CaseHeader { exported.header }
    private var index: EventIndex { exported.trail.index }

    public static func files(of exported: ExportedCase) -> [ExportedFile] {
        var bundle = STIXBundle(exported)
        bundle.write()
        return [ExportedFile(text: JSONWriter(.pretty).string(bundle.writer.bundle) + "\n")]
    }

    private init(_ exported: ExportedCase) {
        self.exported = exported
        writer = STIXWriter(generated: exported.header.generated, tlp: exported.header.tlp)
    }

    private mutating func write() {
        if header.analyst.isEmpty {
            writer.setAuthor([("name", "Huckleberry"), ("identity_class", "system")])
        } else {
            writer.setAuthor([("name", .string(header.analyst)), ("identity_class", "individual")])
        }
        addTechniques()
        addAddresses()
        addKeys()
        addReport()
    }

    /// Text of the log or of the analyst, redacted.
    private func log(_ text: String) -> JSONValue { .string(exported.redacted(text)) }

    // MARK: Techniques

    private mutating func addTechniques() {
        let scope = exported.selection == .all ? exported.investigation.scope : .empty
        let tally = TechniqueTally(exported.rows, scope: scope, in: index, version: header.attack)
        let found = Set(tally.tactics.flatMap(\.entries).map(\.technique)).sorted { $0.id < $1.id }
        for technique in found {
            let tactics = tally.tactics.filter { $0.entries.contains { $0.technique == technique } }.map(\.tactic)
            let url = "https://attack.mitre.org/techniques/" + technique.id.replacing(".", with: "/")
            let id = writer.object(
                "attack-pattern",
                [
                    ("name", .string(technique.fullName)),
                    (
                        "kill_chain_phases",
                        .array(
                            tactics.map {
                                ["kill_chain_name": "mitre-attack", "phase_name": .string($0.shortName)]
                            })
                    ),
                    (
                        "external_references",
                        [
                            [
                                "source_name": "mitre-attack", "url": .string(url),
                                "external_id": .string(technique.id),
                            ]
                        ]
                    ),
                ])
            techniques[technique.id] = id
            told.append(id)
        }
    }

    /// The techniques that calls of some rows may have served, ascending.
    private func techniques(of rows: [Int]) -> Set<String> {
        var names: Set<[UInt32]> = []
        var found: Set<String> = []
        for row in rows where names.insert([index.code(.service, row), index.code(.name, row)]).inserted {
            found.formUnion(
                CallTable.standard.techniques(
                    service: index.text(.service, row) ?? "", name: index.text(.name, row) ?? "", in: header.attack
                ).map(\.id))
        }
        return found
    }

    /// The technique whose use every compromised key is.
    private static let validAccounts = "T1078.004"

    // MARK: Indicators

    /// Rows of the attacker's that are told.
    private var attackerRows: [Int] {
        guard exported.selection != .all else { return exported.rows }
        let own = Set(exported.investigation.scope.attackerRows)
        return exported.rows.filter(own.contains)
    }

    private mutating func addAddresses() {
        var rows: [String: [Int]] = [:]
        for row in attackerRows { index.text(.ip, row).map { rows[$0, default: []].append(row) } }
        for address in exported.investigation.scope.confirmedAddresses {
            guard let own = rows[address.address], let family = IPAddress(address.address)?.family else { continue }
            let observable = self.address(address.address, family)
            var seen = [observable]
            for key in Set(own.compactMap { index.text(.key, $0) }).sorted() { seen.append(account(ofKey: key)) }
            let type = family == .v4 ? "ipv4-addr" : "ipv6-addr"
            indicate(
                "Address \(exported.redacted(address.address)) of the attacker", address.reason,
                STIXPattern.equality(type, "value", exported.redacted(address.address)), kind: "malicious-activity",
                rows: own, seen: seen, techniques: techniques(of: own))
        }
    }

    private mutating func addKeys() {
        var rows: [String: [Int]] = [:]
        for row in attackerRows { index.text(.key, row).map { rows[$0, default: []].append(row) } }
        for key in exported.investigation.scope.confirmedKeys {
            let own = rows[key.accessKeyID] ?? []
            guard !own.isEmpty || exported.selection == .all else { continue }
            var seen = [account(ofKey: key.accessKeyID)]
            for text in Set(own.compactMap { index.text(.ip, $0) }).sorted() {
                if let address = IPAddress(text) { seen.append(self.address(text, address.family)) }
            }
            indicate(
                "Access key \(exported.redacted(key.accessKeyID)) in the attacker's hands", key.reason,
                STIXPattern.equality("user-account", "user_id", exported.redacted(key.accessKeyID)),
                kind: "compromised", rows: own, seen: seen,
                techniques: techniques(of: own).union([Self.validAccounts]))
        }
    }

    private mutating func address(_ text: String, _ family: IPAddress.Family) -> String {
        var others: [(name: String, value: JSONValue)] = []
        if exported.redactor == nil, let network = network(of: text) {
            let system = writer.observable(
                "autonomous-system", [("number", .number(network.number))],
                network.name.isEmpty ? [] : [("name", .string(network.name))])
            others = [("belongs_to_refs", [.string(system)])]
        }
        return tell(writer.observable(family == .v4 ? "ipv4-addr" : "ipv6-addr", [("value", log(text))], others))
    }

    /// The autonomous system that announces an address, of a label such as `AS64500 Example Hosting`.
    private func network(of address: String) -> (number: Int, name: String)? {
        guard let label = exported.investigation.intelligence.label(.network, of: address)?.text,
            label.hasPrefix("AS")
        else { return nil }
        let parts = label.dropFirst(2).split(separator: " ", maxSplits: 1)
        return parts.first.flatMap { Int($0) }.map { ($0, parts.count > 1 ? String(parts[1]) : "") }
    }

    private mutating func account(ofKey key: String) -> String {
        let row = index.table(.key).code(of: key).flatMap { code in
            var first: Int?
            index.rows(.key, code: code).forEach { if first == nil { first = $0 } }
            return first
        }
        let user = row.flatMap { index.text(.user, $0) ?? index.text(.role, $0) }
        var contributing: [(name: String, value: JSONValue)] = [("user_id", log(key))]
        if let user { contributing.append(("account_login", log(user))) }
        let principal = row.flatMap { index.text(.principal, $0) }
        return tell(
            writer.observable("user-account", contributing, principal.map { [("display_name", log($0))] } ?? []))
    }

    /// Notes that the report is about an object.
    private mutating func tell(_ id: String) -> String {
        if !told.contains(id) { told.append(id) }
        return id
    }

    /// STIX knows no greater number of observations.
    private static let mostObserved = 999_999_999

    private mutating func indicate(
        _ name: String, _ reason: String, _ pattern: String, kind: String, rows: [Int], seen: [String],
        techniques wanted: Set<String>
    ) {
        let onset = exported.investigation.scope.onset?.time ?? header.generated
        let first = rows.first.map { index.time($0) } ?? onset
        let indicator = tell(
            writer.object(
                "indicator",
                [
                    ("name", .string(name)), ("description", log(reason)),
                    ("indicator_types", [.string(kind)]), ("pattern", .string(pattern)), ("pattern_type", "stix"),
                    ("pattern_version", "2.1"), ("valid_from", .string(STIXWriter.time(first))),
                ]))
        if let last = rows.last {
            let observed = tell(
                writer.object(
                    "observed-data",
                    [
                        ("first_observed", .string(STIXWriter.time(first))),
                        ("last_observed", .string(STIXWriter.time(index.time(last)))),
                        ("number_observed", .number(min(rows.count, Self.mostObserved))),
                        ("object_refs", .array(seen.map { .string($0) })),
                    ]))
            _ = tell(writer.relationship(indicator, "based-on", observed))
        }
        for technique in wanted.sorted() {
            guard let target = techniques[technique] else { continue }
            _ = tell(writer.relationship(indicator, "indicates", target))
        }
    }

    // MARK: The report

    private mutating func addReport() {
        let subject = [header.caseID, header.name].compactMap(\.self).filter { !$0.isEmpty }.map(exported.redacted)
        let description = [
            header.isSample ? "SAMPLE DATA, a made-up case." : nil, header.partial,
            exported.redacted(exported.investigation.start), attackAttribution,
        ]
        let grouping = writer.object(
            "grouping",
            [
                ("name", .string((["Incident in AWS"] + subject).joined(separator: ": "))),
                ("description", .string(description.compactMap(\.self).joined(separator: " "))),
                ("context", "suspicious-activity"),
                ("object_refs", .array((told.isEmpty ? [writer.author] : told).map { .string($0) })),
            ])
        for answer in exported.investigation.answers {
            let own = exported.analyst.answers[answer.id]
            let basis = own == nil ? " (\(answer.mark.rawValue), confidence \(answer.confidence.rawValue))" : ""
            note(answer.question, (own?.text ?? answer.answer) + basis, by: own?.author ?? "", on: [grouping])
        }
        for note in exported.analyst.notes {
            let about = Set(note.rows.flatMap { row in [index.text(.key, row)].compactMap(\.self) }).sorted()
            let known = Set(exported.investigation.scope.confirmedKeys.map(\.accessKeyID))
            let objects = about.filter(known.contains).map { account(ofKey: $0) }
            self.note(note.subject, note.text, by: note.author, on: objects.isEmpty ? [grouping] : objects)
        }
    }

    private mutating func note(_ abstract: String, _ content: String, by author: String, on objects: [String]) {
        // STIX wants content: a note without any says nothing.
        guard !content.isEmpty else { return }
        var members: [(name: String, value: JSONValue)] = []
        if !abstract.isEmpty { members.append(("abstract", log(abstract))) }
        members.append(("content", log(content)))
        if !author.isEmpty { members.append(("authors", [.string(author)])) }
        members.append(("object_refs", .array(objects.map { .string($0) })))
        _ = writer.object("note", members)
    }
}
