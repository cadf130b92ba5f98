extension State {
    /// A case is open, or a newer generation of it: what was asked over the older one is asked again, and what is being
    /// typed stays.
    mutating func adopt(_ next: CaseSummary) {
        let isNewGeneration = summary?.generation != next.generation
        if case .part(let part) = next.extent, summary?.extent != next.extent { say(.warn, part.sentence) }
        if summary == nil, next.isSample {
            let (help, close) = (keyName("help"), keyName("close"))
            say(.info, "New here? \(keyName("tour")) walks through this case. \(help) shows the keys, \(close) leaves.")
        }
        summary = next
        if next.newAlerts > 0 { say(.warn, counted(next.newAlerts, "new alert")) }
        if !isLoading {
            progress = nil
            isStopping = false
            asksToStop = false
        }
        if isNewGeneration { outdate() }
    }

    /// Puts a list in place, and looks again for what was being looked for in the list before.
    mutating func receive(_ listing: Listing, number: Int) -> [Effect] {
        guard let summary else { return [] }
        let isNewEdition = place.content.edition != edition
        let isNextRound = place.content.isPartial && !isNewEdition
        let cells = place.currentRow?.cells
        let edition = edition
        func take(_ place: inout Place) {
            place.take(listing, number: number, edition: edition, extent: summary.extent)
        }
        // Esc leads back to the row from which the search began, wherever that is by now.
        if case .prompt(var prompt) = overlay, prompt.kind.movesCursor, prompt.origin.request == place.request {
            take(&prompt.origin)
            overlay = .prompt(prompt)
        }
        take(&place)
        // What was asked about the rows of the list before says nothing about these, unless they are the same.
        let isSameRow = isNextRound && place.currentRow?.cells == cells
        for slot in Ticket.Slot.ofRows where !isNextRound || slot == .find || slot == .preview && !isSameRow {
            asked[slot] = nil
        }
        guard let finding, isNewEdition || isNextRound else {
            self.finding = nil
            return []
        }
        var start: Int?
        if finding.isTyped, case .prompt(let prompt) = overlay { start = prompt.origin.selection.row - 1 }
        return find(finding.search, forward: finding.forward, from: start)
    }

    /// What ^C means: give up the question that somebody waits for, else stop loading, if that is confirmed.
    mutating func cancel() -> [Effect] {
        if place.content.isWaiting, !place.content.isRefreshing, asked[.list] != nil {
            asked[.list] = nil
            place.content.isWaiting = false
            place.content.edition = edition
            place.content.problem = Problem(
                "Given up. \(keyName("filter")) changes the filter, \(keyName("back")) goes back.")
            return [.cancel(.list)]
        }
        if asked[.rules] != nil {
            asked[.rules] = nil
            say(.info, "Given up: the rules are what they were.")
            return [.cancel(.rules)]
        }
        guard isLoading, !isStopping else { return [] }
        if asksToStop { return stopLoading() }
        asksToStop = true
        say(.warn, "Stop loading and keep what is there? \(keyName("cancel")) again stops, any other key goes on.")
        return []
    }

    /// Ends loading with what is there.
    mutating func stopLoading() -> [Effect] {
        guard isLoading else {
            say(.info, "Nothing is being loaded.")
            return []
        }
        asksToStop = false
        if isStopping { return [] }
        isStopping = true
        say(.info, "Loading stops; what is there stays.")
        return [.stopLoading]
    }
}
