internal import Cases

/// Where the cursor was, in terms that outlive a list.
struct Anchor: Sendable, Equatable {
    var row: Int
    /// The line of the list's part of the screen, counted from 0.
    var line: Int
    var column: Column?
    /// What the cell under the cursor is about.
    var entity: Entity?
}

extension Place {
    /// Where the cursor is now, or was in the list that has been let go.
    private var currentAnchor: Anchor {
        if let anchor { return anchor }
        let columns = content.listing?.columns ?? []
        return Anchor(
            row: selection.row, line: selection.row - selection.top,
            column: columns.indices.contains(selection.column) ? columns[selection.column] : nil,
            entity: currentCell?.entity)
    }

    /// Forgets the list but not where one was in it; it is asked for again when it is to be seen.
    mutating func letGo() {
        relist()
        guard content.listing != nil else { return }
        anchor = currentAnchor
        content.listing = nil
        previews = [:]
        details = [:]
    }

    /// Puts another list in place. The cursor stays on its row; where the list only came because the case has grown, the
    /// row stays on its line of the screen, too.
    mutating func take(_ listing: Listing, number: Int, edition: Edition, extent: Extent) {
        let isFirst = content.number == 0
        let isNewEdition = content.edition != edition
        let hasGrown = content.edition.generation != edition.generation
        let before = currentAnchor
        let wasPartial = content.isPartial
        let rowBefore = currentRow
        anchor = nil
        content.listing = listing
        content.filters = request.filters
        content.number = number
        content.edition = edition
        content.extent = extent
        content.isWaiting = listing.isPartial
        content.isRefreshing = listing.isPartial
        content.problem = nil
        if isNewEdition || wasPartial { forgetPreviews() }
        selection.rangeStart = selection.rangeKey.flatMap { listing.rows.index(of: $0) }
        defer { returning = nil }
        if isFirst {
            selection.column = min(listing.firstColumn, max(0, listing.columns.count - 1))
        } else if let column = listing.columns.firstIndex(where: { $0.id == before.column?.id }) {
            selection.column = column
        }
        if let entity = wanted {
            wanted = nil
            isUntouched = false
            selection.row = listing.rows.index(about: entity) ?? selection.row
            selection.key = nil
        } else if isUntouched {
            // Who has only looked on wants to begin at the top, whatever has come in front of what was there.
            selection.row = 0
            selection.top = 0
        } else {
            let returned = returning.flatMap { listing.rows.index(of: $0) }
            selection.row = returned ?? row(in: listing, at: before) ?? before.row
            // After a decision the rest of the list stays where it is.
            if hasGrown, !isFirst { selection.top = selection.row - before.line }
        }
        // What the row says now the pane has to say, too; it stays until there is a newer one.
        if wasPartial, rowBefore?.cells != currentRow?.cells {
            previews = previews.mapValues { Dated(value: $0.value, edition: Edition(generation: -1)) }
        }
    }

    /// The row that the cursor was on. In a map a row is only a line, and what counts is the cell.
    private func row(in listing: Listing, at before: Anchor) -> Int? {
        if listing.overflow == .scroll, let entity = before.entity {
            return (0..<listing.rows.count).first { index in
                let cells = listing.rows.row(at: index).cells
                return cells.indices.contains(selection.column) && cells[selection.column].entity == entity
            }
        }
        return selection.key.flatMap { listing.rows.index(of: $0) }
    }

    /// Panes about other rows; the one on the screen stays until there is a newer one. In a map its key may mean another
    /// cell by now.
    private mutating func forgetPreviews() {
        let key = content.listing?.overflow == .scroll ? nil : currentPreviewKey
        previews = previews.filter { $0.key == key }
    }
}
