internal import Detections
internal import Digests
internal import Events
internal import Investigation
internal import Robots

/// What a desk remembers of answers that took long.
struct DeskMemory {
    var rows = Newest<RowQuestion, RowSet>(most: 16)
    var incidents = Newest<IncidentQuestion, Incident>(most: 16)
    /// Each holds all that follows from an incident: after some decisions the older ones are nobody's any more.
    var investigations = Newest<IncidentQuestion, Investigation>(most: 4)
    var crew: RobotCrew?
    /// What alerts scored in the generation before, by their IDs, where the case is followed: it stands in until robots
    /// have been asked again.
    var earlierScores: [String: AlertScore] = [:]
    /// What digests say of the files.
    var digests: DigestReport?
    /// The desk as the newest mutes leave it.
    var muted: (by: MuteList, desk: TrailDesk)?
}

/// Values by key, of which the oldest go where there are too many.
struct Newest<Key: Hashable, Value> {
    private let most: Int
    private var values: [Key: Value] = [:]
    /// Oldest first.
    private var order: [Key] = []

    init(most: Int) {
        self.most = most
    }

    subscript(key: Key) -> Value? {
        get { values[key] }
        set {
            guard let newValue else {
                values[key] = nil
                order.removeAll { $0 == key }
                return
            }
            if values.updateValue(newValue, forKey: key) == nil { order.append(key) }
            if order.count > most { values[order.removeFirst()] = nil }
        }
    }
}
