internal import CPCRE2

/// A compiled regular expression (PCRE2, UTF-8, just-in-time compiled where the machine can).
///
/// Matching is bounded in steps and memory, so that no expression hangs on any text. Immutable after it is made:
/// several threads may match with it at once, each with its own working memory.
@safe
public final class RegularExpression: Sendable {
    /// Why an expression could not be compiled.
    public struct CompileError: Error {
        /// Characters of the expression before the fault.
        public var offset: Int
        /// PCRE2's own words.
        public var message: String
    }

    /// A match took more steps or memory than it may.
    public struct LimitExceeded: Error {}

    private nonisolated(unsafe) let code: OpaquePointer
    private nonisolated(unsafe) let context: OpaquePointer

    /// Steps that one match may take: tens of milliseconds at most.
    private static let stepLimit: UInt32 = 1_000_000
    /// Memory of one match, in KiB.
    private static let heapLimit: UInt32 = 20_000
    /// The longest expression, in bytes.
    public static let longest = 16_384

    public init(_ pattern: RegexPattern) throws(CompileError) {
        let bytes = Array(pattern.source.utf8)
        guard bytes.count <= Self.longest else {
            throw CompileError(offset: 0, message: "it is longer than \(Self.longest) bytes")
        }
        var error: Int32 = 0
        var offset = 0
        let options =
            PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | (pattern.ignoresCase ? PCRE2_CASELESS : 0)
            | (pattern.isMultiline ? PCRE2_MULTILINE : 0) | (pattern.dotMatchesNewline ? PCRE2_DOTALL : 0)
        let compiled = unsafe pcre2_compile_8(bytes, bytes.count, options, &error, &offset, nil)
        guard let compiled = unsafe compiled else {
            let before = String(decoding: bytes[..<min(max(offset, 0), bytes.count)], as: UTF8.self)
            throw CompileError(offset: before.count, message: Self.message(error))
        }
        guard let context = unsafe pcre2_match_context_create_8(nil) else {
            unsafe pcre2_code_free_8(compiled)
            throw CompileError(offset: 0, message: "no memory")
        }
        unsafe pcre2_set_match_limit_8(context, Self.stepLimit)
        unsafe pcre2_set_heap_limit_8(context, Self.heapLimit)
        // Without a just-in-time compiler for this machine PCRE2 interprets, within the same limits.
        unsafe pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE)
        unsafe self.code = compiled
        unsafe self.context = context
    }

    deinit {
        unsafe pcre2_match_context_free_8(context)
        unsafe pcre2_code_free_8(code)
    }

    /// Whether the expression matches somewhere in the text.
    public func matches(_ text: String) throws(LimitExceeded) -> Bool {
        var text = text
        return try Self.answer(text.withUTF8 { unsafe match($0) })
    }

    /// Whether the expression matches somewhere in the bytes of a text, which must be UTF-8.
    public func matches(_ text: Span<UInt8>) throws(LimitExceeded) -> Bool {
        try Self.answer(unsafe text.withUnsafeBufferPointer { unsafe match($0) })
    }

    private func match(_ utf8: UnsafeBufferPointer<UInt8>) -> Int32 {
        guard let data = unsafe pcre2_match_data_create_8(1, nil) else { return PCRE2_ERROR_NOMEMORY }
        defer { unsafe pcre2_match_data_free_8(data) }
        // An empty buffer may have no address, which PCRE2 would refuse.
        var nothing: UInt8 = 0
        guard let start = utf8.baseAddress else {
            return unsafe pcre2_match_8(code, &nothing, 0, 0, PCRE2_NO_UTF_CHECK, data, context)
        }
        let result = unsafe pcre2_match_8(code, start, utf8.count, 0, PCRE2_NO_UTF_CHECK, data, context)
        // The stack of compiled code is small; the interpreter takes memory as it needs it, within the limit.
        guard result == PCRE2_ERROR_JIT_STACKLIMIT else { return result }
        return unsafe pcre2_match_8(
            code, start, utf8.count, 0, PCRE2_NO_UTF_CHECK | UInt32(PCRE2_NO_JIT), data, context)
    }

    private static func answer(_ result: Int32) throws(LimitExceeded) -> Bool {
        if result >= 0 { return true }
        if result == PCRE2_ERROR_NOMATCH { return false }
        throw LimitExceeded()
    }

    private static func message(_ error: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = unsafe pcre2_get_error_message_8(error, &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
    }
}
