public import JSON

/// Hides what must not leave the evidence: session tokens, passwords, user data, environment values of functions.
///
/// CloudTrail removes most secrets itself; these are members whose values it has been seen to keep.
public enum Secrets {
    /// What stands in place of a secret.
    public static let mask = "[masked]"

    /// A value with the secrets in it masked.
    public static func masked(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let object):
            let members = object.members.map { JSONObject.Member(key: $0.key, value: masked($0)) }
            return .object(JSONObject(members: members))
        case .array(let elements): return .array(elements.map { masked($0) })
        default: return value
        }
    }

    /// A value that a path leads to, masked also where a part of the path names a secret.
    public static func masked(_ value: JSONValue, at path: JSONPath) -> JSONValue {
        let names = path.text.split(separator: ".").map { $0.lowercased() }
        if names.contains(where: secretMembers.contains) { return hidden(value) }
        if names.contains(where: environmentMembers.contains) {
            return names.contains("variables") ? hidden(value) : environment(value, key: names.last ?? "")
        }
        return masked(value)
    }

    private static func masked(_ member: JSONObject.Member) -> JSONValue {
        let key = member.key.lowercased()
        if secretMembers.contains(key) { return hidden(member.value) }
        if environmentMembers.contains(key) { return environment(member.value, key: key) }
        return masked(member.value)
    }

    /// Members whose value is a secret, in lower case.
    private static let secretMembers: Set<String> = [
        "sessiontoken", "secretaccesskey", "signintoken", "accesstoken", "refreshtoken", "idtoken", "password",
        "masteruserpassword", "newpassword", "oldpassword", "userdata", "secretstring", "secretbinary", "privatekey",
        "keymaterial", "clientsecret",
    ]

    /// Members that hold the environment of a function, a container or a build.
    private static let environmentMembers: Set<String> = ["environment", "environmentvariables"]

    /// Whether a member of that name, in lower case, holds what is masked.
    static func namesSecret(_ name: String) -> Bool {
        secretMembers.contains(name) || environmentMembers.contains(name)
    }

    /// Every text in the value masked.
    private static func hidden(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null, .bool: value
        case .string(let text): .string(text.isEmpty ? "" : mask)
        case .number: .string(mask)
        case .array(let elements): .array(elements.map(hidden))
        case .object(let object):
            .object(JSONObject(members: object.members.map { .init(key: $0.key, value: hidden($0.value)) }))
        }
    }

    /// Texts masked except names: `{"variables": {"NAME": "secret"}}` or `[{"name": "NAME", "value": "secret"}]`.
    private static func environment(_ value: JSONValue, key: String) -> JSONValue {
        switch value {
        case .string(let text): .string(key == "name" || key == "type" || text.isEmpty ? text : mask)
        case .array(let elements): .array(elements.map { environment($0, key: key) })
        case .object(let object):
            .object(
                JSONObject(
                    members: object.members.map {
                        let key = $0.key.lowercased()
                        let isMap = key == "variables"
                        return .init(key: $0.key, value: isMap ? hidden($0.value) : environment($0.value, key: key))
                    }))
        default: value
        }
    }
}
