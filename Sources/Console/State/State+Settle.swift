extension State {
    /// Brings the selection into the list and onto the screen, whatever has changed.
    mutating func settle() {
        let count = place.rowCount
        place.selection.row = min(max(0, place.selection.row), max(0, count - 1))
        if place.content.listing != nil { place.selection.key = place.currentRow?.key }
        place.selection.left = TableLayout.left(for: place, columns: size.columns)
        let reachable = TableLayout(self).reachable
        if let nearest = reachable.min(by: { abs($0 - place.selection.column) < abs($1 - place.selection.column) }),
            !reachable.contains(place.selection.column)
        {
            place.selection.column = nearest
        }
        settlePane()
        let page = max(1, pageRows)
        let row = place.selection.row
        let lowest = max(0, count - page)
        place.selection.top = min(max(place.selection.top, row - page + 1, 0), row, max(lowest, 0))
    }

    /// Keeps the pane on its text; without a row, or room, there is none to read.
    private mutating func settlePane() {
        guard case .pane(let top) = overlay else { return }
        guard paneRows > 0, place.rowCount > 0 else {
            overlay = nil
            say(.info, place.rowCount == 0 ? "No row, no pane to read." : "The screen is too low for a pane.")
            return
        }
        overlay = .pane(top: min(max(0, top), max(0, paneLines - paneRows)))
    }

    /// What has to be asked so that the screen can be complete.
    mutating func needs() -> [Effect] {
        guard summary != nil else { return [] }
        var effects: [Effect] = []
        if place.content.edition != edition, !place.content.isWaiting {
            place.content.isWaiting = true
            place.content.isRefreshing = place.content.listing != nil
        }
        if place.content.isWaiting {
            if asked[.list] == nil { effects.append(ask(.list, .list(request))) }
            // Of a list that is there and only grows more exact, the rest of the screen is shown meanwhile.
            if !place.content.isPartial { return effects }
        }
        if let wanted = previewNeeded() { effects.append(wanted) }
        if let wanted = detailsNeeded() { effects.append(wanted) }
        return effects
    }

    private mutating func previewNeeded() -> Effect? {
        guard Frame(self).preview.rows > 0, let key = place.currentPreviewKey,
            place.previews[key]?.edition != place.content.edition
        else {
            asked[.preview] = nil
            return nil
        }
        if asked[.preview] != nil, previewAsked == key { return nil }
        previewAsked = key
        return ask(.preview, .preview(request, key.row, column: key.column))
    }

    private mutating func detailsNeeded() -> Effect? {
        guard let listing = place.content.listing, asked[.details] == nil else { return nil }
        let layout = TableLayout(self)
        guard layout.slots.contains(where: { listing.columns[$0.column].isLazy }) else { return nil }
        let top = place.selection.top
        let visible = top..<min(top + pageRows, listing.rows.count)
        let missing = visible.filter {
            place.details[listing.rows.row(at: $0).key]?.edition != place.content.edition
        }
        guard let first = missing.first, let last = missing.last else { return nil }
        return ask(.details, .details(listing.rows, first..<last + 1))
    }
}
