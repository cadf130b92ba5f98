internal import Cases
internal import Records

extension Entity {
    /// Something in an account that a call names.
    ///
    /// - Parameter field: the field that holds the name, for filters; nil for the alias of the kind.
    static func resource(_ resource: NamedResource, field: String? = nil) -> Entity {
        let name = resource.name
        let target = "target:\(quoted(name))"
        /// What was done to it, and what it did.
        func doer(_ kind: Kind, by alias: String) -> Entity {
            let own = name.hasPrefix("arn:") ? "principal" : alias
            return Entity(
                kind, name, label: resource.shortName, field: field ?? "target",
                selection: "(\(target) OR \(own):\(quoted(name)))")
        }
        switch resource.kind {
        case .instance: return named(.instance, resource, field)
        case .group: return named(.group, resource, field)
        case .bucket: return named(.bucket, resource, field)
        case .keyPair: return named(.keyPair, resource, field)
        case .user: return doer(.user, by: "user")
        case .role: return doer(.role, by: "role")
        case .accessKey: return doer(.key, by: "key")
        default: return Entity(.target, name, label: resource.shortName, field: field, selection: target)
        }
    }

    /// By the name that calls address it by, however this one wrote it.
    private static func named(_ kind: Kind, _ resource: NamedResource, _ field: String?) -> Entity {
        let own = Entity(kind, resource.identifier)
        return Entity(kind, resource.identifier, field: field ?? own.field, selection: own.filter())
    }
}
