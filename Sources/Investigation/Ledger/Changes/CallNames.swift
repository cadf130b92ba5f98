internal import CloudTrail
internal import Events
internal import Query

/// A call by its service (`iam`) and its name without the version of an interface.
struct ServiceCall: Hashable {
    var service: String
    var name: String
}

/// The calls of an index, read from its columns.
struct CallNames {
    private let index: EventIndex
    private let names: [String]
    private let services: [String]

    init(_ index: EventIndex) {
        self.index = index
        let names = index.table(.name)
        self.names = (0..<UInt32(names.codeCount)).map { CallName.base(of: names[$0] ?? "") }
        let services = index.table(.service)
        self.services = (0..<UInt32(services.codeCount)).map { ServiceName.short(services[$0] ?? "") }
    }

    /// The rows of successful calls whose name without version is accepted.
    func successes(_ accepts: (String) -> Bool) -> RowSet {
        index.rows(.name) { accepts(names[Int($0)]) }.intersection(index.rows(.outcome, equal: Outcome.ok.word))
    }

    func call(_ row: Int) -> ServiceCall {
        ServiceCall(
            service: services[Int(index.code(.service, row))], name: names[Int(index.code(.name, row))])
    }
}
