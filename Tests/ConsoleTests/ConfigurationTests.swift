import Testing
import YAML

@testable import Console

@Suite struct ConfigurationTests {
    private func read(_ yaml: String) throws -> (configuration: Configuration, problems: [String]) {
        let (configuration, problems) = Configuration.read(
            yaml: Array(yaml.utf8), path: "config.yaml", themes: ["base-16", "dark-256"],
            standard: try ActionRegistry.standard())
        return (configuration, problems.map { "\($0.position.line):\($0.position.column) \($0.message)" })
    }

    @Test func itSetsWhatItNamesAndNothingElse() throws {
        let (configuration, problems) = try read(
            """
            keys:
              go.key: [g k, ctrl-k]
              search: none
              layout.preview: Ctrl-P
            theme: dark-256
            color: never
            mouse: true
            ascii: no
            """)
        #expect(problems == [])
        #expect(
            configuration.bindings == ["go.key": ["g k", "ctrl-k"], "search": [], "layout.preview": ["ctrl-p"]])
        #expect(configuration.theme == "dark-256")
        #expect(configuration.color == .never)
        #expect(configuration.usesMouse == true)
        #expect(configuration.isASCII == false)
        #expect(configuration.isPlain == nil)
    }

    @Test(arguments: ["", "# later\n", "keys:\n"]) func anEmptyOneChangesNothing(yaml: String) throws {
        let (configuration, problems) = try read(yaml)
        #expect(problems == [])
        #expect(configuration.bindings.isEmpty)
    }

    @Test(arguments: [
        ("kees: {}", "1:1 nothing here is called kees (did you mean keys?)"),
        ("- 1", "1:1 a map is wanted, with keys, theme, color, mouse, ascii, plain, analyst"),
        ("theme: dark", "1:8 dark is none of the themes; there are base-16, dark-256"),
        ("theme: dark-255", "1:8 dark-255 is none of the themes (did you mean dark-256?)"),
        ("color: alway", "1:8 alway is none of the choices (did you mean always?)"),
        ("mouse: 1", "1:8 mouse is true or false"),
        (
            "thresholds: {}",
            "1:1 thresholds are not read from this file: move them into one of their own, and start with --config FILE"
        ),
        ("keys: [g k]", "1:7 keys are a map of actions, such as go.key: [g k, ctrl-k]"),
        ("keys: {go.kee: x}", "1:8 no action is called go.kee (did you mean go.key?)"),
        (
            "keys: {help: }",
            "1:14 here belong keys, such as [g k, ctrl-k], or none; signs of YAML stand in quotes"
        ),
        ("keys: {help: [x, ~]}", "1:18 here belongs a key; signs of YAML stand in quotes"),
        ("keys: {help: [g Entr]}", "1:17 there is no key Entr (did you mean Enter?)"),
        ("keys: {help: ctl-r}", "1:14 there is no key ctl-r (did you mean ctrl-r?)"),
        ("keys: {help: [F2, f2]}", "1:19 F2 is given twice"),
        ("keys: {help: ctrl-m}", "1:14 action help: terminals send 'ctrl-m' for Enter"),
        ("keys: {prompt.word: w}", "1:21 action prompt.word: 'w' is written, where a line is being written"),
        ("keys: {help: n}", "1:14 'n' is bound to both search.next and help (everywhere)"),
        ("keys: {help: g}", "1:14 'g' (help) is the beginning of 'g g' (move.top) (everywhere)"),
        ("keys: {close: none, quit: none}", "1:21 close or quit must have a key: there is no other way out"),
        ("theme: base-16\n---\ntheme: base-16", "2:1 a configuration is one document"),
        ("keys: {", "2:1 not YAML: did not find expected node content"),
        ("theme: a\ntheme: b", "1:1 theme is written twice"),
    ])
    func mistakesAreLocated(yaml: String, problem: String) throws {
        #expect(try read(yaml).problems == [problem])
    }

    @Test func allMistakesAreToldInTheirOrder() throws {
        let problems = try read("keys: {hlp: x}\nmouse: maybe\ncolor: red\n").problems
        #expect(problems.map { $0.prefix { $0 != ":" } } == ["1", "2", "3"])
    }

    @Test func whatIsReboundIsShownEverywhere() throws {
        let registry = try ActionRegistry.standard(bindings: ["help": ["F5"], "go.key": ["g x"], "search": []])
        var driver = try Driver()
        driver.state = State(registry: registry, size: Size(columns: 100, rows: 24))
        driver.send(.opened(driver.desk.summary))
        #expect(driver.lines.last?.contains("F5 help") == true)
        #expect(driver.lines.last?.contains("search") == false)
        driver.press("g")
        #expect(driver.text.contains("x           Keys, at this row's key"))
        driver.press("x")
        #expect(driver.state.place.request.view == .keys)
        driver.press("F5")
        #expect(driver.text.contains("g x                   Keys, at this row's key"))
        driver.press("Esc :")
        driver.type("help")
        #expect(driver.text.contains("F5          Help for this view"))
        #expect(KeyReference(registry).markdown.contains("| `g x` | Keys, at this row's key |"))
    }

    @Test func messagesNameTheKeysThatArePressed() throws {
        let bindings = ["help": ["F5"], "filter": [], "cancel": ["ctrl-x"], "alerts.mute": []]
        let registry = try ActionRegistry.standard(bindings: bindings)
        var driver = try Driver()
        driver.state = State(registry: registry, size: Size(columns: 100, rows: 24))
        driver.press("ctrl-x")
        #expect(driver.lines.last?.contains("^X again stops") == true)
        driver.press("ctrl-x")
        #expect(driver.effects == ["stop loading"])
        driver.send(.opened(driver.desk.summary))
        driver.press("F")
        #expect(driver.lines.last == " No filter is set. :filter writes one, + and - make one from a cell.")
        driver.press("g x")
        #expect(driver.lines.last == " g x does nothing. F5 shows the keys.")
    }
}
