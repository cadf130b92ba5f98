internal import Events

/// What the calls of a trail did about one change of the attacker's, folded to the end of the trail.
struct ChangeHistory {
    /// What one call did.
    enum Sign {
        /// It put an end to it.
        case undone
        /// It left it there, and turned it off or on.
        case turned(ChangeRule.Undo.Switch)
        /// Somebody else made the same change.
        case again
        /// Somebody else gave this in its place; nil where the record does not tell what.
        case given(Grants?)
        /// Somebody else set this in its place; nil where that cannot be compared.
        case set(Settings?)

        /// Of one second, in which the order is not recorded, what puts something back counts as the last.
        fileprivate var rank: Int { if case .again = self { 1 } else { 0 } }
    }

    private var signs: [(row: Int, sign: Sign)] = []

    /// Calls may be entered in any order, also those from before the change.
    mutating func enter(_ row: Int, _ sign: Sign) { signs.append((row, sign)) }

    /// Whether a call may have put an end to it.
    var mayBeUndone: Bool {
        signs.contains { entry in
            switch entry.sign {
            case .again, .turned: false
            case .undone, .given, .set: true
            }
        }
    }

    /// The change with what became of it.
    func settled(_ made: MadeChange, in index: EventIndex) -> ResourceChange {
        let start = index.times[made.change.row]
        let ordered = signs.sorted {
            (index.times[$0.row], $0.sign.rank, $0.row) < (index.times[$1.row], $1.sign.rank, $1.row)
        }
        // Times are whole seconds, and within one the order of calls is not recorded: what is made has to be there
        // before it can go.
        let before = ordered.filter { index.times[$0.row] < start }
        var state = State(made, before: before.map(\.sign))
        for (row, sign) in ordered where index.times[row] >= start { state.enter(row, sign) }
        return state.change
    }

    /// The change up to a call.
    private struct State {
        private(set) var change: ResourceChange
        private let given: Grants?
        private let previous: Grants?
        private var changed: Settings.Changed?

        init(_ made: MadeChange, before: [Sign]) {
            change = made.change
            given = made.grants
            let givens = before.compactMap { sign -> Grants?? in
                if case .given(let grants) = sign { grants } else { nil }
            }
            previous = givens.last ?? nil
            let settings = before.compactMap { if case .set(let settings) = $0 { settings } else { nil } }
            changed = made.settings?.changed(since: settings)
        }

        mutating func enter(_ row: Int, _ sign: Sign) {
            switch sign {
            case .undone:
                changed?.clear()
                end(row)
            case .turned(let turn): change.turnedOffBy = turn == .off ? change.turnedOffBy ?? row : nil
            case .again: putBack(row)
            case .given(let grants):
                // Of what the attacker wrote, or somebody else did, nothing can be said where it cannot be read.
                guard let given, let grants else { return touch(row) }
                given.areEnded(by: grants, previous: previous, account: change.account) ? end(row) : putBack(row)
            case .set(let settings):
                guard let settings, let isAbout = changed?.isTouched(by: settings) else { return touch(row) }
                guard isAbout else { return }
                changed?.enter(settings) == true ? end(row) : putBack(row)
            }
        }

        private mutating func end(_ row: Int) {
            guard change.removedBy == nil else { return }
            change.removedBy = row
            (change.putBackBy, change.touchedBy) = (nil, nil)
        }

        private mutating func putBack(_ row: Int) {
            if change.removedBy != nil {
                (change.removedBy, change.putBackBy) = (nil, row)
            } else {
                touch(row)
            }
        }

        /// What was gone, and is now what nobody can tell, is not known to be gone.
        private mutating func touch(_ row: Int) {
            change.removedBy = nil
            change.touchedBy = row
        }
    }
}
