internal import CloudTrail
internal import JSON
internal import Patterns

/// What a policy, an access list or a setting gives to whom, so that one can be compared with a later one.
///
/// Resources are not compared where something is allowed, and a condition only where it narrows down everybody: a
/// difference in them alone is not taken for an end of what was given.
struct Grants: Hashable {
    struct Grant: Hashable {
        var grantee: Grantee
        /// A pattern with `*` and `?`.
        var action: String
        var resources: [String] = []
        var condition: GrantCondition?
    }

    var allows: Set<Grant>
    /// What is refused without a condition.
    var denies: Set<Grant> = []

    /// Whether nothing of what these grants gave is there in later ones.
    ///
    /// - Parameters:
    ///   - previous: what was given before; nil where that is not known. Then it is taken for what was there if something
    ///     was given beyond it: to the account's own principals where others were let in, to the account as a whole and
    ///     to services where principals were.
    ///   - account: whose resource it is.
    func areEnded(by later: Grants, previous: Grants?, account: String) -> Bool {
        var given = allows
        if let previous { given = given.filter { !previous.gives($0, account: account, inPart: false) } }
        guard let widest = given.map({ $0.reach(from: account) }).max() else { return later != self }
        return !given.contains { grant in
            grant.reach(from: account) == widest
                && later.gives(grant, account: account, inPart: widest == .outside)
        }
    }

    /// - Parameter inPart: whether a part of the actions, or a part of an account, will do.
    private func gives(_ grant: Grant, account: String, inPart: Bool) -> Bool {
        let isAllowed = allows.contains { own in
            own.reaches(grant, inPart: inPart)
                && (Self.matches(own.action, grant.action) || inPart && Self.matches(grant.action, own.action))
        }
        return isAllowed
            && !denies.contains { own in
                own.grantee.holds(grant.grantee, inPart: false) && Self.matches(own.action, grant.action)
                    && grant.resources.allSatisfy { resource in own.resources.contains { Self.matches($0, resource) } }
            }
    }

    /// Whether a pattern matches a text, which may be a pattern as well.
    private static func matches(_ pattern: String, _ text: String) -> Bool {
        if pattern == "*" || pattern == text { return true }
        guard pattern.utf8.contains(where: { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }) else { return false }
        var pieces: [TextPattern.Piece] = []
        for letter in pattern {
            pieces.append(letter == "*" ? .many : letter == "?" ? .one : .literal(String(letter)))
        }
        return Glob(TextPattern(pieces)).matches(text)
    }
}

/// To whom a grant goes.
enum Grantee: Hashable {
    case everyone
    case account(String)
    /// By ARN, with the account in it; by anything else, without one.
    case principal(String, account: String?)
    case service(String)
    /// Whoever the policy hangs on.
    case holder

    /// A value of `Principal` under `AWS`.
    init(aws text: String) {
        if text == "*" {
            self = .everyone
        } else if let arn = ARN(text) {
            self = arn.resource == "root" ? .account(arn.account) : .principal(text, account: arn.account)
        } else {
            self = ResourceName.isAccount(text) ? .account(text) : .principal(text, account: nil)
        }
    }

    private var account: String? {
        switch self {
        case .account(let account): account
        case .principal(_, let account): account
        case .everyone, .service, .holder: nil
        }
    }

    /// Whether another grantee is among these.
    ///
    /// - Parameter inPart: whether a part of the other's account will do.
    func holds(_ other: Grantee, inPart: Bool) -> Bool {
        if self == .everyone || self == other { return true }
        if case .account(let account) = self { return other.account == account }
        return inPart && account != nil && account == other.account
    }
}

extension Grants.Grant {
    /// How far from the account a grant goes.
    enum Reach: Int, Comparable {
        /// The account as a whole, and services: what policies say from the beginning.
        case usual
        /// Principals of the account.
        case inside
        case outside

        static func < (left: Reach, right: Reach) -> Bool { left.rawValue < right.rawValue }
    }

    func reach(from account: String) -> Reach {
        switch grantee {
        case .everyone: condition?.isOnly(account: account) == true ? .usual : .outside
        case .account(let other): other == account ? .usual : .outside
        case .principal(_, let other): other == nil || other == account ? .inside : .outside
        case .service: .usual
        case .holder: .inside
        }
    }

    /// Whether whom another grant goes to is among whom this one goes to. Everybody under a condition that names who is
    /// meant is not everybody.
    func reaches(_ other: Self, inPart: Bool) -> Bool {
        if grantee == .everyone, let condition, condition.narrows, condition != other.condition { return false }
        return grantee.holds(other.grantee, inPart: inPart)
    }
}

/// The condition of a grant.
struct GrantCondition: Hashable {
    /// Of operators that say what must be: the values of each key, which is in lower case.
    private var demands: [String: [String]] = [:]
    /// All of it.
    private let text: String

    /// Keys that tell whom AWS counts as somebody, so that a policy for everybody is none for the public.
    /// Source: the Amazon S3 user guide, "The meaning of public"; the KMS developer guide on `kms:CallerAccount`.
    private static let keys: Set<String> = [
        "aws:principalorgid", "aws:principalorgpaths", "aws:principalaccount", "aws:principalarn", "aws:sourceaccount",
        "aws:sourceowner", "aws:sourcearn", "aws:sourceorgid", "aws:sourcevpc", "aws:sourcevpce", "aws:sourceip",
        "aws:userid", "kms:calleraccount", "s3:dataaccesspointaccount", "s3:dataaccesspointarn",
    ]
    private static let operators: Set<String> = [
        "stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "ipaddress",
    ]

    init?(_ value: JSONValue?) {
        guard let value, case .object(let object) = value, !object.isEmpty else { return nil }
        text = JSONWriter(.compact).string(value)
        for (name, tests) in object.members.map({ ($0.key.lowercased(), $0.value) }) {
            guard Self.operators.contains(name), let tests = tests.objectValue else { continue }
            for test in tests.members {
                demands[test.key.lowercased()] = PolicyReading.list(test.value).map { $0.stringValue ?? "*" }
            }
        }
    }

    /// Whether it names who is meant.
    var narrows: Bool {
        demands.contains { key, values in
            Self.keys.contains(key)
                && !values.contains { $0.contains("*") || $0.hasSuffix("/0") }
        }
    }

    /// Whether it lets in nobody but an account.
    func isOnly(account: String) -> Bool {
        demands.contains { key, values in
            Self.keys.contains(key) && !values.isEmpty
                && values.allSatisfy { $0 == account || ARN($0)?.account == account }
        }
    }
}
