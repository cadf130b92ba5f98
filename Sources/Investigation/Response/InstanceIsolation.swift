/// Whether an instance is cut off: stopped, or with groups of its own instead of those that it had. Of a group the
/// trail rarely tells what it lets in, so that the first that differs from those before counts, and the instance may
/// have no other since.
struct InstanceIsolation {
    let open: [String: Int]
    let interfaces: Set<String>
    var stoppedBy: Int?
    private var before: Set<String> = []
    /// The groups that cut it off.
    private var quarantine: Set<String>?
    /// The calls that cut off each interface; nil for one that is not.
    private var cut: [String?: Int?] = [:]

    init(open: [String: Int], interfaces: Set<String>) {
        self.open = open
        self.interfaces = interfaces
    }

    /// The call by which it is cut off.
    var by: Int? {
        if let stoppedBy { return stoppedBy }
        let isWhole = cut.keys.contains(nil) || interfaces.allSatisfy { cut.keys.contains($0) }
        guard isWhole, !cut.isEmpty, cut.values.allSatisfy({ $0 != nil }) else { return nil }
        return cut.values.compactMap { $0 }.max()
    }

    /// The call that opened a group which cuts it off now; nil where it is stopped, or none is open.
    var opening: Int? { stoppedBy == nil && by != nil ? quarantine?.compactMap { open[$0] }.max() : nil }

    /// It had these groups before.
    mutating func begin(_ groups: Set<String>) { before.formUnion(groups) }

    mutating func put(_ interface: String?, _ groups: Set<String>, _ row: Int, isAttackers: Bool) {
        let isCut =
            !isAttackers && !groups.contains { (open[$0] ?? row) < row } && groups.isDisjoint(with: before)
            && groups.isSubset(of: quarantine ?? groups)
        if isCut { quarantine = quarantine ?? groups }
        if isAttackers { before.formUnion(groups) }
        if interface == nil { cut = [:] }
        cut.updateValue(isCut ? row : nil, forKey: interface)
    }
}
