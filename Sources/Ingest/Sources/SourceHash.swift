internal import Synchronization

/// SHA-256 of a source in lower-case hexadecimal: known, or worked out in the background. A large plain file is hashed
/// once its events can be asked for, since hashing it takes longer than indexing it.
public struct SourceHash: Sendable {
    private let storage: Storage

    private enum Storage: Sendable {
        case known(String?)
        case later(LaterHash)
    }

    init(_ hash: String?) {
        storage = .known(hash)
    }

    init(_ later: LaterHash) {
        storage = .later(later)
    }

    /// The hash; nil where the source could not be read, or was written to since. Blocks until it is known.
    public var value: String? {
        switch storage {
        case .known(let hash): hash
        case .later(let later): later.value
        }
    }

    /// The hash where it was made when the source was read.
    var known: String? {
        if case .known(let hash) = storage { hash } else { nil }
    }

    /// Why a hash that was to be worked out is none; nil where it is, and where the source could not be read at all.
    var shortcoming: String? {
        guard case .later(let later) = storage, later.value == nil else { return nil }
        return "it was written to before it was hashed: what was read has no hash"
    }

    /// Begins to work out what is not known yet.
    func start() {
        if case .later(let later) = storage { later.start() }
    }
}

extension SourceHash: Hashable {
    public static func == (left: SourceHash, right: SourceHash) -> Bool { left.value == right.value }

    public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

/// The hash of a file that is worked out when somebody starts or wants it.
final class LaterHash: Sendable {
    private let state: Mutex<State>

    private enum State: Sendable {
        case waiting(WatchedFile)
        case underWay(Background<String?>)
    }

    init(of file: WatchedFile) {
        state = Mutex(.waiting(file))
    }

    func start() {
        _ = underWay()
    }

    var value: String? { underWay().value() }

    private func underWay() -> Background<String?> {
        state.withLock { state in
            switch state {
            case .underWay(let hash): return hash
            case .waiting(let file):
                let hash = Background { file.hash() }
                state = .underWay(hash)
                return hash
            }
        }
    }
}
