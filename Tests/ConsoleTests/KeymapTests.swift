import Testing
import Text

@testable import Console

@Suite struct KeymapTests {
    private func action(_ id: String, _ keys: String..., layer: Layer = .global) -> Action {
        Action(id, .move, id, keys: keys, layer: layer) { _, _ in [] }
    }

    @Test func theStandardActionsDoNotClash() throws {
        let registry = try ActionRegistry.standard()
        #expect(registry.actions.allSatisfy { !$0.keys.isEmpty || !$0.words.isEmpty })
        #expect(registry.actions.allSatisfy { !$0.title.isEmpty })
    }

    @Test func twoActionsOnOneKeyAreAnError() throws {
        let problem = #expect(throws: Keymap.Problem.self) {
            try ActionRegistry([action("a", "g k"), action("b", "g k")])
        }
        #expect(problem?.description == "'g k' is bound to both a and b (everywhere)")
    }

    @Test func aSequenceThatBeginsAnotherIsAnError() throws {
        let problem = #expect(throws: Keymap.Problem.self) {
            try ActionRegistry([action("a", "g"), action("b", "g k")])
        }
        #expect(problem?.description == "'g' (a) is the beginning of 'g k' (b) (everywhere)")
    }

    @Test func aKeyThatTerminalsSendForAnotherIsAnError() throws {
        let problem = #expect(throws: Keymap.Problem.self) { try ActionRegistry([action("a", "ctrl-m")]) }
        #expect(problem?.description == "action a: terminals send 'ctrl-m' for Enter")
    }

    @Test func aKeyThatDoesNotExistIsAnError() throws {
        let problem = #expect(throws: Keymap.Problem.self) { try ActionRegistry([action("a", "Entr")]) }
        #expect(problem?.description == "action a: there is no key 'Entr'")
    }

    @Test func twoActionsOfOneNameAreAnError() throws {
        let problem = #expect(throws: Keymap.Problem.self) { try ActionRegistry([action("a", "x"), action("a", "y")]) }
        #expect(problem?.description == "'a' names two actions")
    }

    @Test func aViewMayShadowAGlobalKey() throws {
        let registry = try ActionRegistry([action("a", "c"), action("b", "c", layer: .view(.keys))])
        let key = [Key("c")]
        #expect(registry.keymap.match(key, in: [.view(.keys), .global]) == .action("b"))
        #expect(registry.keymap.match(key, in: [.view(.calls), .global]) == .action("a"))
    }

    @Test(arguments: [
        ("g", Key("g")), ("G", Key("G")), ("ctrl-s", Key(.text("s"), control: true)),
        ("Ctrl-S", Key(.text("s"), control: true)),
        ("alt-Right", Key(.right, alt: true)), ("Enter", Key(.enter)), ("esc", Key(.escape)), ("F1", Key(.function(1))),
        ("Space", Key(.text(" "))), ("-", Key("-")), ("é", Key("é")),
    ])
    func keysHaveNames(name: String, key: Key) {
        #expect(Key(name: name) == key)
        #expect(Key(name: key.name) == key)
    }

    @Test(arguments: ["", "ctrl-", "F0", "F99", "gk", "Entr"]) func otherNamesAreNoKeys(name: String) {
        #expect(Key(name: name) == nil)
    }

    @Test func theReferenceHoldsEveryAction() throws {
        let registry = try ActionRegistry.standard()
        let text = KeyReference(registry).markdown
        for action in registry.actions { #expect(text.contains("| \(MarkdownText.escaped(action.title)) |")) }
        #expect(text.contains("| `g k` | Keys, at this row's key |  |  | `go.key` |"))
        #expect(text.contains("| `4` | IPs |  | `:ips ADDRESS` `:addresses ADDRESS` | `view.addresses` |"))
        #expect(text.contains("| `[` |") == false)
    }

    @Test func whatAFirstDayNeedsHasAKey() throws {
        let registry = try ActionRegistry.standard()
        for id in KeyReference.essentials { #expect(registry[id]?.keys.isEmpty == false, "\(id)") }
    }

    /// The keymap that the design promises for the views that are there.
    @Test(arguments: [
        ("j", "move.down"), ("g g", "move.top"), ("z z", "move.centre"), ("Enter", "open"), ("g p", "go.principal"),
        ("g k", "go.key"), ("g i", "go.address"), ("g c", "go.call"), ("g m", "go.attack"), ("g t", "go.timeline"),
        ("g j", "go.record"), ("1", "view.alerts"), ("6", "view.attack"), ("Backspace", "back"), ("]", "forward"),
        ("H", "history"), ("/", "search"), ("&", "filter"), ("f", "filter"), ("+", "filter.keep"), ("-", "filter.drop"),
        ("F", "filter.stack"), ("\\", "filter.toggle"), ("g f", "filter.toggle"), ("i", "layout.histogram"),
        ("e", "signal.failed"),
        ("p", "layout.preview"), ("s", "sort"), ("ctrl-s", "save.notes"), (":", "palette"), ("?", "help"),
        ("q", "close"),
        ("Q", "quit"), ("ctrl-z", "suspend"), ("ctrl-l", "repaint"), ("ctrl-c", "cancel"),
    ])
    func standardKeys(keys: String, action: String) throws {
        let sequence = try #require(Key.sequence(keys))
        #expect(try ActionRegistry.standard().keymap.match(sequence, in: [.global, .always]) == .action(action))
    }
}
