internal import Cases

extension Action {
    static let pivots: [Action] = [
        Action("open", .open, "Open: pivot on this cell, or unfold", keys: ["Enter"], hint: "open") { state, _ in
            state.open()
            return []
        },
        pivot("go.principal", "Timeline of this row's principal", key: "g p", kind: .principal, hint: "pivot") {
            state, entity in
            state.neighbour(
                .timeline, subject: entity, alert: state.rowAlert, wanted: state.place.currentRow?.entities[.event])
        },
        go("go.key", "Keys, at this row's key", key: "g k", to: .keys, kind: .key),
        go("go.address", "IPs, at this row's address", key: "g i", to: .addresses, kind: .address),
        go("go.call", "Calls, at this row's call", key: "g c", to: .calls, kind: .call),
        go("go.attack", "ATT&CK, at this row's technique", key: "g m", to: .attack, kind: .technique),
        Action("go.timeline", .open, "Timeline of this cell's value", keys: ["g t"]) { state, _ in
            let row = state.place.currentRow
            let isTimeline = state.place.request.view == .timeline
            let entity = isTimeline ? nil : state.place.currentCell?.entity ?? row?.entities[.principal]
            let subject = entity?.pivotFilter == nil ? nil : entity
            state.go(to: state.neighbour(.timeline, subject: subject, wanted: row?.entities[.event]))
            return []
        },
        Action("go.alert", .open, "The alert in full: why, and by which rule", keys: ["g a"], words: ["alert"]) {
            state, _ in
            let entity =
                state.place.currentRow?.entities[.alert] ?? state.place.request.alert.map { Entity(.alert, $0) }
            if let entity {
                state.go(to: state.neighbour(.alert, subject: entity, alert: entity.value))
            } else {
                state.say(.info, "This row has no alert.")
            }
            return []
        },
        Action(
            "go.hours", .open, "Hours by days of this row's principal or key", keys: ["g h"], words: ["hours"],
            argument: "FILTER"
        ) { state, text in
            state.openHours(text)
            return []
        },
        Action("go.lineage", .open, "Lineage: who issued which credential", keys: ["g l"], words: ["lineage"]) {
            state, _ in
            let entities = state.place.currentRow?.entities
            let wanted = entities?[.key] ?? entities?[.principal]
            state.go(to: state.neighbour(.lineage, subject: wanted, alert: state.rowAlert, wanted: wanted))
            return []
        },
        Action("go.occurrences", .open, "Where else this cell's value occurs", keys: ["g w"], words: ["where"]) {
            state, _ in
            guard let entity = state.place.currentCell?.entity ?? state.place.currentRow?.subject, entity.value != nil
            else {
                state.say(.info, "This cell has no value to look for.")
                return []
            }
            guard entity.kind.occursInRecords else {
                state.say(
                    .info, "No record names \(entity.kind.withArticle): go to a cell with a value, such as a principal."
                )
                return []
            }
            state.go(to: state.neighbour(.occurrences, subject: entity))
            return []
        },
        pivot("go.record", "The record as JSON", key: "g j", kind: .event, also: ["v"]) { state, entity in
            state.neighbour(.record, subject: entity)
        },
    ]

    /// A whole view, with the cursor on what the row is about. Nothing is left out: what restricts is Enter.
    private static func go(_ id: String, _ title: String, key: String, to view: ViewKind, kind: Entity.Kind) -> Action {
        Action(id, .open, title, keys: [key]) { state, _ in
            let row = state.place.currentRow
            let wanted = row?.entities[kind].flatMap { $0.value == nil ? nil : $0 }
            state.go(to: state.neighbour(view, alert: state.rowAlert, wanted: wanted))
            if row != nil, wanted == nil { state.say(.info, "The row you came from names no \(kind.word).") }
            return []
        }
    }

    /// A place about one value of the row.
    private static func pivot(
        _ id: String, _ title: String, key: String, kind: Entity.Kind, hint: String? = nil, also: [String] = [],
        place: @escaping @Sendable (State, Entity) -> Place
    ) -> Action {
        Action(id, .open, title, keys: [key] + also, hint: hint) { state, _ in
            if let entity = state.place.currentRow?.entities[kind] {
                state.go(to: place(state, entity))
            } else {
                state.say(.info, "This row has no \(kind == .event ? "record" : kind.rawValue).")
            }
            return []
        }
    }
}

extension State {
    /// The alert of the row, whose incident what is gone on to is about.
    fileprivate var rowAlert: String? { place.currentRow?.entities[.alert]?.value }

    /// When the one under the cursor works, or whoever a filter selects.
    fileprivate mutating func openHours(_ filter: String) {
        let row = place.currentRow
        let focused = place.currentCell?.entity.flatMap { [.principal, .key, .address].contains($0.kind) ? $0 : nil }
        let subject = focused ?? row?.entities[.principal] ?? row?.entities[.key] ?? place.request.subject
        var next = neighbour(
            .hours, subject: filter.isEmpty ? subject : nil, alert: rowAlert, wanted: row?.entities[.event])
        if !filter.isEmpty { next.request.narrow(.hours, to: filter) }
        go(to: next)
    }

    /// What Enter does: the link of the cell, or its value's timeline, or the link of the row's first cell.
    mutating func open() {
        guard let row = place.currentRow else { return }
        let cell = place.currentCell
        if let link = cell?.link {
            follow(link, of: row)
        } else if let link = cell?.entity?.link {
            follow(link, of: row)
        } else if let link = row.cells.lazy.compactMap(\.link).first {
            follow(link, of: row)
        } else {
            say(.info, "There is nothing to open in this cell.")
        }
    }
}
