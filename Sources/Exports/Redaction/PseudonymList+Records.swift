internal import CloudTrail
internal import JSON
internal import Records

extension PseudonymList {
    /// Adds the name of a resource: without its type, its path with the name behind it, and of an object its bucket.
    mutating func add(_ arn: ARN) {
        // What AWS itself manages is in everybody's account.
        guard arn.account != "aws", arn.resource != "root" else { return }
        let text = "arn:\(arn.partition):\(arn.service):\(arn.region):\(arn.account):\(arn.resource)"
        let kind = Redactor.Kind(NamedResource.kind(ofMember: "arn", value: text, service: "") ?? .other)
        if arn.service == "s3" {
            let parts = arn.resource.split(separator: "/", maxSplits: 1)
            if let bucket = parts.first { add(.bucket, String(bucket)) }
            if parts.count > 1, parts[1] != "*" { add(.resource, String(parts[1])) }
            return
        }
        let isTyped = arn.resource.contains { $0 == "/" || $0 == ":" }
        var name = isTyped ? arn.resource.drop { $0 != "/" && $0 != ":" }.dropFirst() : arn.resource[...]
        while let last = name.last, last == "*" || last == ":" || last == "/" { name.removeLast() }
        if arn.service == "sts" {
            // The role, and behind it the session.
            let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
            if let role = parts.first { add(arn.resource.hasPrefix("assumed-role") ? .role : .user, role) }
            if parts.count > 1 { add(.session, parts[1]) }
            return
        }
        guard let short = name.split(separator: "/").last.map(String.init) else { return }
        add(kind, short)
        // The path of a name tells of departments.
        add(kind, String(name), like: short)
    }

    /// Adds what a record names: what can be told from its form anywhere in it, and the names of resources in what was
    /// asked for and what came back.
    mutating func add(record: JSONValue) {
        for resource in NamedResource.named(in: record) {
            if let arn = ARN(resource.name) { add(arn) } else { add(Redactor.Kind(resource.kind), resource.name) }
        }
        for member in ["requestParameters", "responseElements"] {
            if let value = record[member] { addNames(in: value, member: "") }
        }
        addTexts(in: record)
    }

    private mutating func addTexts(in value: JSONValue) {
        switch value {
        case .string(let text): add(allIn: text)
        case .array(let elements): for element in elements { addTexts(in: element) }
        case .object(let object): for member in object.members { addTexts(in: member.value) }
        case .null, .bool, .number: break
        }
    }

    /// Members that end in "name" and whose value is a word of AWS's, in lower case.
    private static let vocabulary: Set<String> = [
        "eventname", "attributename", "regionname", "servicename", "typename", "devicename", "metricname",
    ]

    /// Longer texts are no names.
    private static let longestName = 256

    private mutating func addNames(in value: JSONValue, member: String) {
        switch value {
        case .object(let object):
            for part in object.members { addNames(in: part.value, member: part.key.lowercased()) }
        case .array(let elements): for element in elements { addNames(in: element, member: member) }
        case .string(let text):
            guard Self.isName(member), text.utf8.count <= Self.longestName else { return }
            if let arn = ARN(text) { add(arn) } else { add(Self.kind(of: member), text) }
        case .null, .bool, .number: break
        }
    }

    private static func isName(_ member: String) -> Bool {
        let endings = ["name", "names", "identifier", "identifiers"]
        return member.utf8.count > 4 && endings.contains(where: member.hasSuffix) && !vocabulary.contains(member)
    }

    private static func kind(of member: String) -> Redactor.Kind {
        switch member {
        case "rolesessionname": .session
        case "username", "masterusername": .user
        case "rolename": .role
        case "groupname": .group
        case "policyname": .policy
        case "functionname": .function
        case "bucketname": .bucket
        default: .resource
        }
    }
}
