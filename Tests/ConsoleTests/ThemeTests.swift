import Foundation
import Testing

@testable import Console

@Suite struct ThemeTests {
    private func message(_ styles: String, head: String = "format: 1\nname: t\n") -> String {
        let library = ThemeLibrary(sources: ["t": ("t.yaml", head + styles)])
        do {
            _ = try library.theme(named: "t")
            return ""
        } catch {
            return String(error.description.prefix { $0 != "\n" })
        }
    }

    @Test func theLineIsShownWithACaret() {
        let library = ThemeLibrary(sources: ["t": ("t.yaml", "format: 1\nname: t\nstyles:\n  ui.text: { fg: rde }\n")])
        let error = #expect(throws: ThemeError.self) { try library.theme(named: "t") }
        #expect(
            error?.description == """
                t.yaml:4:18: unknown colour 'rde'; did you mean 'red'?
                    ui.text: { fg: rde }
                                   ^
                """)
    }

    @Test(arguments: [
        ("styles:\n  ui.txt: {}\n", "t.yaml:4:3: unknown role 'ui.txt'; did you mean 'ui.text'?"),
        ("styles:\n  nonsense: {}\n", "t.yaml:4:3: unknown role 'nonsense'"),
        ("styles:\n  ui.text: { fg: rde }\n", "t.yaml:4:18: unknown colour 'rde'; did you mean 'red'?"),
        ("styles:\n  ui.text: { fg: \"#12345\" }\n", "t.yaml:4:18: '#12345' is no colour of the form #rrggbb"),
        ("styles:\n  ui.text: { mod: [bold] }\n", "t.yaml:4:14: unknown key 'mod'; did you mean 'mods'?"),
        ("styles:\n  ui.text: { mods: [blod] }\n", "t.yaml:4:21: unknown modifier 'blod'; did you mean 'bold'?"),
        ("styles:\n  ui.text: { mods: bold }\n", "t.yaml:4:20: 'mods' must be a list, such as [bold, underline]"),
        ("styles:\n  ui.text: red\n", "t.yaml:4:12: the style 'ui.text' must be a mapping"),
        ("style: {}\n", "t.yaml:3:1: unknown key 'style'; did you mean 'styles'?"),
        ("variant: drak\n", "t.yaml:3:10: unknown variant 'drak'; did you mean 'dark'?"),
        ("variant: x\n", "t.yaml:3:10: unknown variant 'x'; it is dark, light or any"),
        ("inherits: bse-16\n", "t.yaml:3:11: there is no theme 'bse-16' to inherit"),
        ("inherits: t\n", "t.yaml:3:11: the theme inherits itself: t, t"),
        ("palette:\n  hot: { c256: 256 }\n", "t.yaml:4:16: '256' is no number from 0 to 255"),
        ("palette:\n  hot: {}\n", "t.yaml:4:3: the colour 'hot' needs at least one of rgb, c256 and ansi"),
        ("palette:\n  hot: { ansi: gren }\n", "t.yaml:4:16: unknown colour 'gren'; did you mean 'green'?"),
        ("styles:\n  ui.text: {}\n  ui.text: {}\n", "t.yaml:4:3: 'ui.text' is given twice"),
        ("styles: [\n", "t.yaml:4:1: not YAML: did not find expected node content"),
    ])
    func mistakesAreLocated(yaml: String, expected: String) {
        #expect(message(yaml) == expected)
    }

    @Test func formatAndNameAreNeeded() {
        #expect(message("", head: "name: t\n") == "t.yaml:1:1: the key 'format' is missing")
        #expect(
            message("", head: "format: 2\nname: t\n") == "t.yaml:1:9: unknown format '2'; this version reads format 1")
        #expect(message("", head: "") == "t.yaml:1:1: a theme must be a mapping")
        #expect(message("", head: "- 1\n") == "t.yaml:1:1: a theme must be a mapping")
    }

    @Test func aMissingRoleFallsBackToParentThenInheritedThenBase() throws {
        let library = ThemeLibrary(sources: [
            "child": ("c.yaml", "format: 1\nname: c\ninherits: mother\nstyles:\n  ui.border: { fg: red }\n"),
            "mother": (
                "m.yaml", "format: 1\nname: m\nstyles:\n  ui.crumb: { fg: green }\n  ui.border.focus: { fg: blue }\n"
            ),
        ])
        let theme = try #require(try library.theme(named: "child"))
        let red = Color(name: "red")
        #expect(theme.style(of: .uiBorder).foreground == red)
        #expect(theme.style(of: .uiBorderFocus).foreground == red)
        #expect(theme.style(of: .uiCrumbActive).foreground == Color(name: "green"))
        #expect(theme.style(of: .uiRowCursor).modifiers == .reverse)
        #expect(theme.style(of: .eventRead).modifiers == [])
    }

    @Test func rolesKnowTheirParents() {
        #expect(Role.uiRowCursorBlur.parent == .uiRowCursor)
        #expect(Role.uiBorderFocus.parent == .uiBorder)
        #expect(Role.uiText.parent == nil)
        #expect(Role.sevCritical.parent == nil)
    }

    @Test func coloursAreMappedToEveryDepth() {
        let orange = Color.mixed(.init(rgb: RGB(0xFF, 0x88, 0x00)))
        #expect(Depth.mono.index(of: orange) == nil)
        #expect(Depth.direct.index(of: orange) == 0xFF8800)
        #expect(Depth.indexed.index(of: orange) == 208)
        #expect(Depth.sixteen.index(of: orange) == 3)
        #expect(Depth.eight.index(of: .mixed(.init(ansi: 9))) == 1)
        #expect(Depth.direct.index(of: .mixed(.init(ansi: 1))) == 0xCD0000)
        #expect(Depth.indexed.index(of: .mixed(.init(ansi: 1))) == 1)
        #expect(Depth.sixteen.index(of: .terminal) == nil)
        #expect(Depth(colors: -1) == .mono && Depth(colors: 8) == .eight && Depth(colors: 16) == .sixteen)
        #expect(Depth(colors: 256) == .indexed && Depth(colors: 1 << 24) == .direct)
    }

    @Test func contrastIsThatOfWCAG() {
        let sheet = StyleSheet(theme: .base, depth: .sixteen)
        #expect(abs(sheet.contrast(of: Paint(.uiText), isLight: true) - 21) < 0.001)
        let yellow = Theme(name: "y", variant: .light, styles: [.uiText: Style(foreground: Color(name: "yellow"))])
        #expect(yellow.contrastProblems().contains { $0.role == .uiText && $0.ratio < 2 })
    }

    @Test func shippedThemesAreSoundAndReadable() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Themes")
        let library = try ThemeLibrary(folders: [folder.path])
        #expect(library.names == ["base-16", "colour-blind-safe", "dark-256", "high-contrast", "light-256", "mono"])
        for name in library.names {
            let theme = try #require(try library.theme(named: name))
            #expect(theme.name == name)
            let problems = theme.contrastProblems().map {
                "\(name) \($0.depth) \($0.role.rawValue) \($0.over?.rawValue ?? "") \($0.isLight) \($0.ratio)"
            }
            #expect(problems == [])
        }
    }
}
