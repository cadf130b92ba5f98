internal import CloudTrail
internal import JSON

/// Makes the objects of a bundle, each once, in the order in which they were made.
///
/// Observables have the identifiers that STIX defines for them, so that they are the same in everybody's bundles. Other
/// objects are identified by their type, the moment of the export and what is said: an export made at the same moment of
/// the same case is the same, byte for byte, and one made later does not claim to be a version of it.
struct STIXWriter {
    private let moment: String
    private let marking: JSONValue
    /// Who says all of it.
    private(set) var author: String = ""
    private(set) var objects: [JSONValue] = []
    private var known: Set<String> = []

    init(generated: EventTime, tlp: String) {
        moment = Self.time(generated)
        marking = STIXMarking.object(of: tlp)
        objects = [marking]
    }

    /// A moment to the millisecond, as STIX wants it.
    static func time(_ time: EventTime) -> String {
        let text = time.iso8601
        return time.milliseconds % 1000 == 0 ? text.dropLast() + ".000Z" : text
    }

    /// Adds an observable.
    ///
    /// - Parameters:
    ///   - contributing: what its identifier is made of.
    ///   - others: what else is said of it.
    /// - Returns: its identifier.
    mutating func observable(
        _ type: String, _ contributing: [(name: String, value: JSONValue)],
        _ others: [(name: String, value: JSONValue)] = []
    ) -> String {
        let name = CanonicalJSON.text(contributing)
        let id = type + "--" + NameUUID.text(of: name, in: NameUUID.observables)
        guard known.insert(id).inserted else { return id }
        var object: JSONObject = ["type": .string(type), "spec_version": "2.1", "id": .string(id)]
        for (name, value) in contributing + others { object.append(name, value) }
        object.append("object_marking_refs", [marking["id"] ?? .null])
        objects.append(.object(object))
        return id
    }

    /// Adds any other object.
    ///
    /// - Returns: its identifier.
    mutating func object(_ type: String, _ members: [(name: String, value: JSONValue)]) -> String {
        let said: JSONObject = JSONObject(members: members.map { .init(key: $0.name, value: $0.value) })
        let name = [type, moment, JSONWriter().string(.object(said))].joined(separator: "\n")
        let id = type + "--" + NameUUID.text(of: name, in: NameUUID.objects)
        guard known.insert(id).inserted else { return id }
        var object: JSONObject = ["type": .string(type), "spec_version": "2.1", "id": .string(id)]
        if !author.isEmpty { object.append("created_by_ref", .string(author)) }
        object.append("created", .string(moment))
        object.append("modified", .string(moment))
        for member in said.members { object.members.append(member) }
        object.append("object_marking_refs", [marking["id"] ?? .null])
        objects.append(.object(object))
        return id
    }

    /// Adds who says all that comes behind it.
    mutating func setAuthor(_ members: [(name: String, value: JSONValue)]) {
        author = object("identity", members)
    }

    mutating func relationship(_ source: String, _ type: String, _ target: String) -> String {
        object(
            "relationship",
            [("relationship_type", .string(type)), ("source_ref", .string(source)), ("target_ref", .string(target))])
    }

    /// The bundle of all of them.
    var bundle: JSONValue {
        let ids = objects.compactMap { $0["id"]?.stringValue }.joined(separator: "\n")
        return [
            "type": "bundle", "id": .string("bundle--" + NameUUID.text(of: moment + "\n" + ids, in: NameUUID.objects)),
            "objects": .array(objects),
        ]
    }
}
