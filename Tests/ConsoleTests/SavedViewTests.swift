import Cases
import Foundation
import Testing

@testable import Console

@Suite struct SavedViewTests {
    private let mine = SavedView("mine", .keys, filters: [StackedFilter("rw:write")])

    @Test func aViewIsKeptAndGoneTo() throws {
        var driver = try Driver()
        driver.press("2")
        driver.type(":filter outcome:denied")
        driver.press("Enter")
        driver.type(":save  night shift ")
        driver.press("Enter")
        #expect(driver.state.toast?.text == "Kept: :view night shift")
        #expect(driver.effects == ["keep night shift"])
        driver.press("1")
        driver.type(":view night shift")
        driver.press("Enter")
        #expect(driver.state.place.request.view == .timeline)
        #expect(driver.state.place.request.filters == [StackedFilter("outcome:denied")])
        driver.press("[")
        #expect(driver.state.place.request.view == .alerts)
    }

    @Test func thePaletteListsViewsAndCompletesThem() throws {
        var driver = try Driver(savedViews: SavedViewList(own: [mine]))
        driver.type(":view ")
        #expect(driver.text.contains("mine  Keys: rw:write"))
        #expect(driver.text.contains("console sign-ins"))
        driver.type("sign")
        driver.press("Enter")
        #expect(driver.state.place.request.filters.count == 1)
        driver.type(":denied")
        #expect(driver.text.contains("denied calls"))
        driver.press("Esc")
        driver.type(":view nothing")
        driver.press("Enter")
        #expect(driver.state.toast?.text == "There is no view 'nothing'. :views lists them.")
    }

    @Test func theListGoesToViewsAndRemovesThem() throws {
        var driver = try Driver(savedViews: SavedViewList(own: [mine]))
        driver.press("g v")
        try expectSnapshot("saved-views-80x24", render(driver.state))
        driver.press("Enter")
        #expect(driver.state.place.request.view == .keys)
        #expect(driver.state.overlay == nil)
        driver.press("g v d")
        #expect(driver.effects == ["keep "])
        driver.press("d")
        #expect(driver.state.toast?.text == "This view comes with the program and stays.")
    }

    @Test func namesThatAreNoneAreRefused() throws {
        var driver = try Driver()
        for name in [":save ", ":save denied calls", ":save " + String(repeating: "x", count: 61)] {
            driver.type(name)
            driver.press("Enter")
            #expect(driver.state.toast?.text.contains(":save") == true)
        }
        #expect(driver.effects.isEmpty)
    }

    @Test func whatCannotBeWrittenIsSaid() throws {
        var driver = try Driver()
        driver.send(.notKept(Problem("The views are kept only until you leave.")))
        #expect(driver.lines.last == " The views are kept only until you leave.")
    }

    @Test func aFileThatIsWrongIsNotWrittenOver() throws {
        var driver = try Driver(savedViews: SavedViewList(problem: "views.yaml:2:1: unknown key veiws"))
        #expect(driver.lines.last == " Your saved views could not be read and are left out; g v says why.")
        driver.press("g v")
        #expect(driver.text.contains("Saved views: yours could not be read"))
        #expect(driver.text.contains("views.yaml:2:1: unknown key veiws"))
        driver.press("Esc")
        driver.type(":save mine")
        driver.press("Enter")
        #expect(driver.effects.isEmpty)
        #expect(
            driver.state.toast?.text == "Only until you leave: the file of views cannot be read; g v says why.")
    }

    @Test func aViewWithABrokenFilterIsMarkedInTheList() throws {
        let view = SavedView("mine", .timeline, filters: [StackedFilter("name:(")])
        var driver = try Driver(columns: 100, savedViews: SavedViewList(own: [view]))
        driver.press("g v")
        #expect(driver.lines.contains { $0.contains("> mine  cannot be shown: col 6: ") })
    }

    @Test func theFiltersOfTheShippedViewsAreRight() throws {
        for view in SavedView.shipped {
            #expect(throws: Never.self) {
                _ = try SampleCase.desk.listing(view.request(alert: nil)) { false }
            }
        }
    }
}

@Suite struct SavedViewFileTests {
    private func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    @Test func viewsComeBackAsTheyWereKept() throws {
        let hostile = "\u{1B}]0;x\u{7} \"q\" \\ \u{202E}é鍵\u{FEFF}: - # &a"
        let views = [
            SavedView("plain", .alerts, grouping: .principal),
            SavedView(
                hostile, .timeline,
                subject: Entity(.technique, hostile, label: "T", field: "technique", selection: "is:scoped"),
                filters: [StackedFilter(hostile), StackedFilter("x", isOn: false)],
                sort: SortOrder(column: "ip", isDescending: true)),
            SavedView("none", .hours, subject: Entity(.key, nil)),
        ]
        try inFolder { folder in
            let store = SavedViewStore(path: folder.appending(path: "deep/views.yaml").path)
            #expect(store.read() == SavedViewList())
            try store.write(views)
            #expect(store.read() == SavedViewList(own: views))
            try store.write([])
            #expect(store.read() == SavedViewList())
        }
    }

    @Test(arguments: [
        ("format: 1\nveiws: []", "2:1: unknown key veiws (did you mean views?)"),
        ("views: []", "1:1: 'format: 1' is missing"), ("format: 2", "1:9: this version reads format 1"),
        ("format: 1\nviews:\n  - name: a\n    view: timelime", "4:11: timelime is none of"),
        ("format: 1\nviews:\n  - name: ''\n    view: keys", "3:11: a name has 1 to 60 characters in one line"),
        ("format: 1\nviews:\n  - view: keys", "3:5: 'name' is missing"),
        ("format: 1\nviews:\n  - {name: a, view: keys}\n  - {name: a, view: keys}", "4:12: there are two views"),
        ("format: 1\nviews:\n  - {name: a, view: keys, filters: x}", "3:36: 'filters' must be a list"),
        ("[", "2:1: not YAML"),
    ])
    func aMistakeNamesItsPlace(text: String, place: String) throws {
        try inFolder { folder in
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let file = folder.appending(path: "views.yaml")
            try text.write(to: file, atomically: true, encoding: .utf8)
            let problem = try #require(SavedViewStore(path: file.path).read().problem)
            #expect(problem.hasPrefix(file.path + ":" + place))
        }
    }

    @Test func whereNothingCanBeWrittenIsAProblem() throws {
        let problem = #expect(throws: Problem.self) {
            try SavedViewStore(path: "/dev/null/huckleberry/views.yaml").write([])
        }
        #expect(problem?.message.hasPrefix("The views are kept only until you leave: ") == true)
    }

    @Test func theFileLiesWhereSettingsLie() {
        #expect(SavedViewStore(environment: [:]) == nil)
        #expect(
            SavedViewStore(environment: ["HOME": "/h"])
                == SavedViewStore(path: "/h/.config/huckleberry/views.yaml"))
        #expect(
            SavedViewStore(environment: ["HOME": "/h", "XDG_CONFIG_HOME": "/c"])
                == SavedViewStore(path: "/c/huckleberry/views.yaml"))
        #expect(
            SavedViewStore(environment: ["HOME": "/h", "XDG_CONFIG_HOME": "c"])
                == SavedViewStore(path: "/h/.config/huckleberry/views.yaml"))
    }
}
