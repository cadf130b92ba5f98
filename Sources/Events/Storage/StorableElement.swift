/// What arrays of a stored file may hold. Numbers lie there as they do in memory, the lowest byte first.
public protocol StorableElement: BitwiseCopyable, Sendable {
    /// Which sort of array it makes, as files name it.
    static var storedKind: StoredKind { get }

    /// The elements of an array that was read; nil where it holds others.
    static func elements(of array: StoredArray) -> [Self]?
}

/// The sorts of arrays, numbered as in files.
public enum StoredKind: UInt32, Sendable {
    case bytes = 1
    case halfWords, words, integers, times, wideWords
}

/// An array that was read.
public enum StoredArray: Sendable {
    case bytes([UInt8])
    case halfWords([UInt16])
    case words([UInt32])
    case integers([Int])
    case times([Int64])
    case wideWords([UInt128])
}

extension UInt8: StorableElement {
    public static let storedKind = StoredKind.bytes
    public static func elements(of array: StoredArray) -> [UInt8]? {
        if case .bytes(let elements) = array { elements } else { nil }
    }
}

extension UInt16: StorableElement {
    public static let storedKind = StoredKind.halfWords
    public static func elements(of array: StoredArray) -> [UInt16]? {
        if case .halfWords(let elements) = array { elements } else { nil }
    }
}

extension UInt32: StorableElement {
    public static let storedKind = StoredKind.words
    public static func elements(of array: StoredArray) -> [UInt32]? {
        if case .words(let elements) = array { elements } else { nil }
    }
}

extension Int: StorableElement {
    public static let storedKind = StoredKind.integers
    public static func elements(of array: StoredArray) -> [Int]? {
        if case .integers(let elements) = array { elements } else { nil }
    }
}

extension Int64: StorableElement {
    public static let storedKind = StoredKind.times
    public static func elements(of array: StoredArray) -> [Int64]? {
        if case .times(let elements) = array { elements } else { nil }
    }
}

extension UInt128: StorableElement {
    public static let storedKind = StoredKind.wideWords
    public static func elements(of array: StoredArray) -> [UInt128]? {
        if case .wideWords(let elements) = array { elements } else { nil }
    }
}
