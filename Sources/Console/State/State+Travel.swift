internal import Cases

extension State {
    /// Opens another place. What was in front of one is forgotten, as in a browser.
    mutating func go(to next: Place) {
        remember(place)
        show(next)
        overlay = nil
    }

    /// Places whose lists are kept; one of all events takes tens of megabytes.
    private static let mostLists = 24

    /// Puts a place behind this one. Of those that are far behind the list is let go; it is asked for again on the way back.
    mutating func remember(_ place: Place) {
        back.append(stored(place))
        forward = []
        if back.count > Self.mostLists { back[back.count - 1 - Self.mostLists].letGo() }
    }

    /// Changes the place; what was being asked for the one before is void.
    mutating func show(_ next: Place) {
        for slot in [.list] + Ticket.Slot.ofRows { asked[slot] = nil }
        finding = nil
        place = next
    }

    /// A place as the history keeps it: without a list of an older edition, which would keep the whole of that in memory.
    func stored(_ place: Place) -> Place {
        var place = place
        if summary != nil, place.content.edition != edition(of: place) { place.letGo() }
        return place
    }

    /// What was asked over the edition before is void; what was answered over it is asked again when it is seen.
    mutating func outdate() {
        for slot in [.list] + Ticket.Slot.ofRows { asked[slot] = nil }
        back = back.map(stored)
        forward = forward.map(stored)
    }

    /// A place beside this one: the same investigation and the same filters, but for those of one view only; another view
    /// or subject.
    func neighbour(
        _ view: ViewKind, subject: Entity? = nil, alert: String? = nil, wanted: Entity? = nil
    ) -> Place {
        Place(
            ViewRequest(
                view, subject: subject, alert: alert ?? place.request.alert,
                filters: place.request.filters.filter { $0.view == nil || $0.view == view }),
            wanted: wanted)
    }

    /// One place back; false at the root.
    @discardableResult
    mutating func goBack() -> Bool {
        guard let previous = back.popLast() else { return false }
        forward.append(stored(place))
        show(previous)
        return true
    }

    /// One place forward again; false when there is none.
    @discardableResult
    mutating func goForward() -> Bool {
        guard let next = forward.popLast() else { return false }
        back.append(stored(place))
        show(next)
        return true
    }

    /// Follows a link from a row.
    mutating func follow(_ link: Link, of row: Row) {
        switch link {
        case .pivot(let view, let subject, let alert):
            go(to: neighbour(view, subject: subject, alert: alert, wanted: row.entities[.event]))
        case .place(let bookmark): visit(bookmark)
        case .fold:
            place.request.toggled.formSymmetricDifference([row.key])
            place.relist()
        case .span(let span):
            var next = neighbour(.timeline, subject: place.request.subject)
            next.request.filters.append(StackedFilter(span.filter))
            go(to: next)
        }
    }

    mutating func say(_ kind: Toast.Kind, _ text: String) {
        toast = Toast(kind, text)
    }

    /// A question with a new number; older ones of its kind are void.
    mutating func ask(_ slot: Ticket.Slot, _ request: Request) -> Effect {
        lastTicket += 1
        asked[slot] = lastTicket
        return .ask(Ticket(slot: slot, number: lastTicket, generation: summary?.generation ?? 0), request)
    }
}
