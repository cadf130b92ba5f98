internal import CloudTrail
public import JSON

/// What a call was aimed at, in a few words for a narrow column.
public enum CallTarget {
    /// The target of one record; empty where it names none. The text is the log's: neutralise it before it is shown.
    public static func summary(of record: JSONValue) -> String {
        let name = record["eventName"]?.stringValue ?? ""
        switch name {
        case _ where SecurityGroupRule.openingCalls.contains(name) || SecurityGroupRule.revokingCalls.contains(name):
            let rules = SecurityGroupRule.rules(in: record)
            guard let first = rules.first else { break }
            return first.group + " " + first.summary + (rules.count > 1 ? " +\(rules.count - 1)" : "")
        case "RunInstances", "StartInstances", "StopInstances", "TerminateInstances", "RebootInstances":
            if let change = instanceChange(record) { return change }
        case "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity":
            if let role = record[path: ["requestParameters", "roleArn"]]?.stringValue {
                return ARN(role).map { "\($0.name) in \($0.account)" } ?? role
            }
        case "ConsoleLogin":
            return record[path: ["responseElements", "ConsoleLogin"]]?.stringValue ?? ""
        default: break
        }
        // What was asked for says more than what came back: the response names it again by another ID.
        let requested = NamedResource.named(in: record, members: ["requestParameters"])
        let resources = requested.isEmpty ? NamedResource.named(in: record) : requested
        guard let first = resources.first else { return "" }
        return first.shortName + (resources.count > 1 ? " +\(resources.count - 1)" : "")
    }

    /// The targets of many calls of one name: how many groups, ports and sources, else how many distinct targets.
    public static func summary(of records: [JSONValue]) -> String {
        guard records.count > 1 else { return records.first.map { summary(of: $0) } ?? "" }
        let rules = records.flatMap { SecurityGroupRule.rules(in: $0) }
        if !rules.isEmpty {
            let groups = Set(rules.map(\.group)).count
            let sources = Set(rules.map(\.source))
            let ports = Set(rules.compactMap { $0.fromPort == $0.toPort ? $0.fromPort : nil }).sorted()
            let from = sources.count == 1 ? sources.first ?? "" : "\(sources.count) sources"
            let portText =
                ports.isEmpty || ports.count > 3 ? "" : ", ports " + ports.map(String.init).joined(separator: " ")
            return "\(groups) group\(groups == 1 ? "" : "s"), \(from)\(portText)"
        }
        let targets = Set(records.map { summary(of: $0) }).subtracting([""])
        return targets.count == 1 ? targets.first ?? "" : targets.isEmpty ? "" : "\(targets.count) targets"
    }

    private static func instanceChange(_ record: JSONValue) -> String? {
        let items = InstanceList.entries("responseElements", of: record)
        guard let first = items.first, let id = first["instanceId"]?.stringValue else { return nil }
        let before = first[path: ["previousState", "name"]]?.stringValue
        let after = first[path: ["currentState", "name"]]?.stringValue
        let change = before.flatMap { before in after.map { " \(before) to \($0)" } } ?? ""
        return id + change + (items.count > 1 ? " +\(items.count - 1)" : "")
    }
}
