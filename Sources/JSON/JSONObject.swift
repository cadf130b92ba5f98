/// The members of a JSON object, in the order written, duplicates kept.
public struct JSONObject: Hashable, Sendable {
    /// One name and its value.
    public struct Member: Hashable, Sendable {
        public var key: String
        public var value: JSONValue

        public init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }

        public static func == (left: Member, right: Member) -> Bool {
            left.key.utf8.elementsEqual(right.key.utf8) && left.value == right.value
        }
    }

    public var members: [Member]

    public init(members: [Member] = []) {
        self.members = members
    }

    public var isEmpty: Bool { members.isEmpty }
    public var count: Int { members.count }

    /// The names in the order written, duplicates kept.
    public var keys: [String] { members.map(\.key) }

    /// The value of the last member of that name, byte for byte. Setting replaces that member, or adds one at the end;
    /// setting nil removes every member of the name. Linear in the number of members.
    public subscript(key: String) -> JSONValue? {
        get { members.last { $0.key.utf8.elementsEqual(key.utf8) }?.value }
        set {
            guard let newValue else {
                members.removeAll { $0.key.utf8.elementsEqual(key.utf8) }
                return
            }
            if let index = members.lastIndex(where: { $0.key.utf8.elementsEqual(key.utf8) }) {
                members[index].value = newValue
            } else {
                members.append(Member(key: key, value: newValue))
            }
        }
    }

    /// Adds a member at the end, also when there already is one of that name.
    public mutating func append(_ key: String, _ value: JSONValue) {
        members.append(Member(key: key, value: value))
    }
}
