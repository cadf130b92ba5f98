/// How an adversary reaches a tactical goal: a technique or a sub-technique, as one version describes it.
public struct Technique: Hashable, Sendable {
    /// As in `T1098` or `T1098.001`.
    public let id: String
    /// Its own name, without its parent's: `Additional Cloud Credentials`.
    public let name: String
    /// The name of the technique that a sub-technique belongs to: `Account Manipulation`.
    public let parentName: String?
    /// The tactics it serves, as ids, in ATT&CK's own order.
    public let tacticIDs: [String]
    /// Whether ATT&CK lists the IaaS platform for it.
    public let isIaaS: Bool

    /// The id of the technique that a sub-technique belongs to: `T1098` of `T1098.001`.
    public var parentID: String? {
        guard let dot = id.firstIndex(of: ".") else { return nil }
        return String(id[..<dot])
    }

    /// The name with its parent's: `Account Manipulation: Additional Cloud Credentials`.
    public var fullName: String {
        guard let parentName else { return name }
        return "\(parentName): \(name)"
    }

    /// Whether `text` is its id, name or full name, without case.
    public func isCalled(_ text: String) -> Bool {
        let wanted = text.lowercased()
        return wanted == id.lowercased() || wanted == name.lowercased() || wanted == fullName.lowercased()
    }
}
