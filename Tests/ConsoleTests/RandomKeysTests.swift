import Testing

@testable import Console

@Suite struct RandomKeysTests {
    /// Whatever is pressed, at whatever size: no trap, the cursor is in the list, and the screen is as large as it should be.
    @Test(arguments: 0..<24)
    func anyKeysAtAnySizeKeepTheInvariants(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed))
        var driver = try Driver()
        let names =
            driver.state.registry.actions.flatMap(\.keys).flatMap { $0.split(separator: " ").map(String.init) }
            .filter { !["Q", "q"].contains($0) } + ["x", "(", "é", "鍵", "F9"]
        for _ in 0..<150 {
            switch Int.random(in: 0..<20, using: &random) {
            case 0:
                let size = Size(columns: .random(in: 1...250, using: &random), rows: .random(in: 1...80, using: &random))
                driver.send(.resized(size))
            case 1:
                driver.desk = SampleDesk(rows: .random(in: 0...200, using: &random), generation: .random(in: 1...3, using: &random))
                driver.send(.opened(driver.desk.summary))
            case 2:
                driver.holdsAnswers.toggle()
            case 3 where !driver.held.isEmpty:
                let (ticket, request) = driver.held.removeFirst()
                driver.send(.answered(ticket, driver.desk.answer(request)))
            default:
                guard let name = names.randomElement(using: &random) else { continue }
                driver.press(name)
            }
            checkInvariants(driver.state)
        }
    }

    @Test func everySizeFromOneUpIsDrawn() throws {
        var driver = try Driver()
        driver.press("2")
        for columns in stride(from: 1, through: 250, by: 13) {
            for rows in stride(from: 1, through: 80, by: 3) {
                driver.send(.resized(Size(columns: columns, rows: rows)))
                for overlay in ["", "?", ":", "&"] {
                    if !overlay.isEmpty { driver.press(overlay) }
                    checkInvariants(driver.state)
                    if !overlay.isEmpty { driver.press("Esc") }
                }
                if driver.state.back.isEmpty { driver.press("2") }
            }
        }
    }

    private func checkInvariants(_ state: State) {
        let screen = render(state)
        #expect(screen.cells.count == state.size.columns * state.size.rows)
        let place = state.place
        let selection = place.selection
        #expect(selection.row >= 0 && selection.row < max(1, place.rowCount))
        #expect(selection.top >= 0 && selection.top <= selection.row)
        let page = Frame(state).list.rows
        #expect(page == 0 || selection.row < selection.top + page)
        if let listing = place.content.listing {
            #expect(listing.columns.indices.contains(selection.column))
            #expect(TableLayout(state).slot(of: selection.column) != nil || !Frame(state).isUsable)
        }
        if let cursor = screen.cursor, Frame(state).isUsable {
            #expect(cursor.column >= 0 && cursor.column <= state.size.columns)
            #expect(cursor.row >= 0 && cursor.row < state.size.rows)
        }
        for row in 0..<screen.size.rows {
            var column = 0
            while column < screen.size.columns {
                guard let cell = screen[column, row] else { break }
                #expect(cell.width >= 1, "half of a wide sign without its other half")
                column += max(1, Int(cell.width))
            }
            #expect(column <= screen.size.columns)
        }
    }
}

/// A small generator of numbers that a seed repeats (SplitMix64, by Sebastiano Vigna, public domain).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
