internal import JSON
internal import Records

/// What a call sets, field by field, so that a later call can be asked whether it puts something else in the place of
/// what the attacker set.
struct Settings: Hashable {
    /// The values of each field by its path through the request, which is in lower case and walks lists.
    private(set) var values: [String: Set<String>] = [:]
    /// Fields whose values the trail hides.
    private(set) var hidden: Set<String> = []
    private let call: String

    /// Requests have some dozen fields; of one with more than this nothing is compared.
    private static let mostFields = 256

    /// Calls that set the whole of something: a field that they do not name is not kept from before.
    /// Source: the API references of S3, CloudTrail and IAM.
    private static let whole: Set<String> = [
        "PutBucketVersioning", "PutBucketLogging", "PutBucketNotification", "PutBucketOwnershipControls",
        "PutBucketObjectLockConfiguration", "PutBucketRequestPayment", "PutBucketAcceleration", "PutBucketLifecycle",
        "PutBucketReplication", "PutBucketEncryption", "PutBucketWebsite", "PutBucketCors", "PutEventSelectors",
        "PutInsightSelectors", "UpdateAccountPasswordPolicy",
    ]

    /// Calls whose request does not say what they set: the member of the response that does.
    private static let answered = ["UpdateFunctionCode": "codeSha256"]

    /// Fields that say how a call is made, and not what it sets.
    private static let manners: Set<String> = [
        "host", "xmlns", "xmlns:xsi", "clienttoken", "dryrun", "publish", "revisionid", "ifmatch", "applyimmediately",
        "allowmajorversionupgrade", "attributetype", "tag",
    ]

    /// Values that take no protection away: who sets them leaves nothing to be put back.
    private static let harmless: [String: String] = [
        "ismultiregiontrail": "true", "includeglobalserviceevents": "true", "enablelogfilevalidation": "true",
        "isorganizationtrail": "true", "includemanagementevents": "true", "readwritetype": "all",
        "publiclyaccessible": "false", "deletionprotection": "true", "enable": "true", "httptokens": "required",
        "status": "enabled", "mfadelete": "enabled",
    ]

    /// Values in the place of what CloudTrail and the services keep to themselves.
    private static let masks: Set<String> = [
        "hidden_due_to_security_reasons", "<sensitivedataremoved>", "sensitivedataremoved", "****", "*****", "***",
    ]

    /// Hidden fields of which nobody writes another's value.
    private static let passwords: Set<String> = ["masteruserpassword"]

    /// Nil where a record has more fields than a request can have.
    ///
    /// - Parameter names: of what the call is about; they are no setting of it.
    init?(_ record: JSONValue, call: String, without names: Set<String>) {
        self.call = call
        var count = 0
        func collect(_ value: JSONValue, _ path: String) -> Bool {
            switch value {
            case .object(let object):
                return object.members.allSatisfy { member in
                    let name = member.key.lowercased()
                    return Self.manners.contains(name) || collect(member.value, path.isEmpty ? name : path + "." + name)
                }
            case .array(let elements): return elements.allSatisfy { collect($0, path) }
            default:
                guard let text = value.scalarText, !text.isEmpty, !names.contains(text) else { return true }
                count += 1
                if Self.masks.contains(text.lowercased()) {
                    hidden.insert(path)
                } else {
                    values[path, default: []].insert(text)
                }
                return count <= Self.mostFields
            }
        }
        if let member = Self.answered[call], let answer = record[path: ["responseElements", member]]?.scalarText {
            values = [member.lowercased(): [answer]]
        } else if !collect(record["requestParameters"] ?? .null, "") {
            return nil
        }
    }

    private var isEmpty: Bool { values.isEmpty && hidden.isEmpty }

    private static func name(_ path: String) -> String { path.split(separator: ".").last.map(String.init) ?? path }

    /// The fields that have to be put back: those with another value than before, where that is known, that take
    /// something away; where that leaves none, all.
    ///
    /// - Parameter previous: what was set before; the value of a field in the last of them counts.
    func changed(since previous: [Settings]) -> Changed {
        var fields = values
        for path in values.keys {
            guard let before = previous.last(where: { $0.values[path] != nil })?.values[path] else { continue }
            fields[path] = fields[path].map { $0.subtracting(before) }.flatMap { $0.isEmpty ? nil : $0 }
        }
        let harmful = fields.filter { path, values in
            Self.harmless[Self.name(path)].map { safe in values.contains { $0.lowercased() != safe } } ?? true
        }
        let isAny = !harmful.isEmpty || !hidden.isEmpty
        return Changed(fields: isAny ? harmful : fields.isEmpty ? values : fields, hidden: hidden, settings: self)
    }

    /// What the attacker changed, and which of it is still so.
    struct Changed {
        private let fields: [String: Set<String>]
        private let settings: Settings
        private var open: Set<String>

        fileprivate init(fields: [String: Set<String>], hidden: Set<String>, settings: Settings) {
            self.fields = fields
            self.settings = settings
            open = hidden.union(fields.keys)
        }

        /// Whether somebody else's call is about any of it.
        func isTouched(by later: Settings) -> Bool {
            settings.isWhole(of: later)
                || !open.union(fields.keys).isDisjoint(with: later.hidden.union(later.values.keys))
                || settings.isEmpty && later.call == settings.call
        }

        /// Enters a call of somebody else's: whether nothing is left of what the attacker set.
        mutating func enter(_ later: Settings) -> Bool {
            guard !settings.isEmpty else { return settings.isWhole(of: later) && !later.isEmpty }
            for path in open where later.hidden.contains(path) && Settings.passwords.contains(Settings.name(path)) {
                open.remove(path)
            }
            for (path, left) in fields {
                if let now = later.values[path] {
                    if now.isDisjoint(with: left) { open.remove(path) } else { open.insert(path) }
                } else if settings.isWhole(of: later) {
                    open.remove(path)
                }
            }
            return open.isEmpty
        }

        /// All of it was undone at once.
        mutating func clear() { open = [] }
    }

    private func isWhole(of later: Settings) -> Bool { Self.whole.contains(call) && later.call == call }
}
