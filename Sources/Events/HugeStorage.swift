internal import Glibc

/// Memory for tables that are looked up at random, all zeros at first: large ones in huge pages where the system has
/// them, so that a look-up waits for the table's memory only, and not for the page tables' too.
@safe
final class HugeStorage<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    let count: Int
    private let base: UnsafeMutableRawPointer

    /// Ends the process where there is no memory for them, as arrays do.
    ///
    /// - Parameter count: at least 1. Elements must be such that all zeros are one.
    init(count: Int) {
        self.count = count
        let length = count * MemoryLayout<Element>.stride
        let isLarge = length >= hugePageLength
        var memory: UnsafeMutableRawPointer?
        guard unsafe posix_memalign(&memory, isLarge ? hugePageLength : 64, length) == 0, let memory = unsafe memory
        else { fatalError("no memory for a table of \(length) bytes") }
        if isLarge { _ = unsafe madvise(memory, length, MADV_HUGEPAGE) }
        unsafe memset(memory, 0, length)
        unsafe base = memory
    }

    deinit {
        unsafe free(base)
    }

    /// The elements.
    @inline(__always)
    var elements: UnsafeMutableBufferPointer<Element> {
        unsafe UnsafeMutableBufferPointer(start: base.assumingMemoryBound(to: Element.self), count: count)
    }

    /// A copy, with as many elements or more.
    func copied(count: Int) -> HugeStorage {
        let copy = HugeStorage(count: count)
        unsafe memcpy(copy.base, base, min(count, self.count) * MemoryLayout<Element>.stride)
        return copy
    }
}
