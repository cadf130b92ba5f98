internal import CloudTrail
public import Events

/// Finds principals by what people call them.
public enum PrincipalName {
    /// A short name that several principals have.
    public struct Ambiguity: Error, Hashable {
        public var name: String
        /// Canonical names, ascending.
        public var candidates: [String]
    }

    /// The canonical name of the principal that is called so, canonically or by its short name, without case; nil where
    /// nobody is.
    ///
    /// - Complexity: one pass over the distinct principals.
    public static func canonical(_ text: String, in index: EventIndex) throws(Ambiguity) -> String? {
        let table = index.table(.principal)
        let wanted = text.lowercased()
        var byShortName: [String] = []
        for code in 1..<UInt32(max(1, table.codeCount)) {
            let name = table.text(code)
            if name.lowercased() == wanted { return name }
            if short(name, code, in: index).lowercased() == wanted { byShortName.append(name) }
        }
        guard byShortName.count > 1 else { return byShortName.first }
        throw Ambiguity(name: text, candidates: byShortName.sorted())
    }

    /// The name that people say: a user's or role's without path and account.
    static func short(_ name: String, _ code: UInt32, in index: EventIndex) -> String {
        switch index.principalKind(code) {
        case .user, .role: ARN(name)?.name ?? name
        case .root: "root"
        default: name
        }
    }
}
