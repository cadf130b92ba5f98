import Cases
import Testing

@testable import Console

@Suite struct MouseTests {
    /// The place of a text on the screen.
    private func place(of text: String, in driver: Driver) throws -> Point {
        let row = try #require(driver.lines.firstIndex { $0.contains(text) })
        let line = driver.lines[row]
        let start = try #require(line.firstRange(of: text)?.lowerBound)
        return Point(column: line.distance(from: line.startIndex, to: start), row: row)
    }

    @Test func aPressChoosesACellAndASecondOneOpensIt() throws {
        var driver = try Driver()
        let point = try place(of: "svc-3", in: driver)
        driver.send(.mouse(.press(point)))
        #expect(driver.current == "alert-3")
        #expect(driver.state.place.currentCell?.text.plain == "svc-3")
        #expect(driver.state.back.isEmpty)
        driver.send(.mouse(.press(point)))
        #expect(driver.state.place.request.view == .timeline)
        #expect(driver.state.place.request.subject?.label == "svc-3")
    }

    @Test func theWheelGoesOnInTheListAndStopsAtItsEnds() throws {
        var driver = try Driver()
        driver.press("2")
        driver.send(.mouse(.wheel(2)))
        #expect(driver.state.place.selection.row == 6)
        driver.send(.mouse(.wheel(-9)))
        #expect(driver.state.place.selection.row == 0)
    }

    @Test(arguments: [Point(column: 0, row: 0), Point(column: 5, row: 23), Point(column: -1, row: -1)])
    func besideTheListNothingHappens(point: Point) throws {
        var driver = try Driver()
        driver.send(.mouse(.press(point)))
        #expect(driver.state.place.selection.row == 0)
        #expect(driver.state.back.isEmpty)
    }

    @Test func whatLiesOverTheViewIsForKeys() throws {
        var driver = try Driver()
        driver.press("?")
        driver.send(.mouse(.press(Point(column: 30, row: 4))))
        driver.send(.mouse(.wheel(1)))
        #expect(driver.state.place.selection.row == 0)
        #expect(driver.state.overlay == .help(top: 0))
    }
}
