import Console

/// What an analyst does with the console in a busy quarter of an hour, over any trail: every view, every way to move,
/// filters and searches written letter by letter, pivots and back.
enum ConsoleScript {
    static func script() throws -> Script {
        do {
            return try Script(text, file: "console")
        } catch {
            throw BenchError.console(error.description)
        }
    }

    private static let text = """
        keys 1 j j j k G g g l l l h s s S p p i i Enter q
        keys 2 j j j j j k k ctrl-d ctrl-d ctrl-u PgDn PgDn PgDn PgUp G k k k ctrl-u g g z z
        keys l l l l h h p j j j j k G k g g p i j i
        keys s j G g g s G g g S G g g
        keys e e e E E w w W
        keys /
        type describe
        keys Enter n n n N N
        keys *  n N #
        keys &
        type outcome:denied
        keys Enter j j PgDn G g g p j j p Enter q q
        keys &
        type name:Describe* NOT client:sdk
        keys Enter j G g g F Space Space q \\ \\ q
        keys &
        type ou
        keys Tab Backspace Backspace Esc
        keys g p j j PgDn G g g q
        keys g k j PgDn q
        keys g i j PgDn q
        keys g c j PgDn q
        keys g m j l l j q
        keys g t j q
        keys g j j j PgDn G g g Enter q
        keys 3 j j j PgDn PgDn G g g l s G g g s S p j j j p
        keys /
        type akia
        keys Enter n n N
        keys Enter j j q
        keys 4 j j PgDn PgDn G g g l l s s S p j j p Enter j q
        keys 5 j j PgDn G g g l l l s s S p j j p Enter j j q
        keys 6 l l l j j h k p p Enter j q
        keys 2 + j G g g q - j G g g q
        keys : Down Down Up Esc
        :timeline outcome:error
        keys j G g g q
        :ips 203.0.113.0/24
        keys j q
        keys H j k q ?  j j PgDn q [ ] [ ]
        keys ctrl-l
        keys 1 Enter j j PgDn G g g q g a j j q
        """
}
