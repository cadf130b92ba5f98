internal import Glibc

// Columns of a large trail take megabytes each. In pages of 4 KiB the system would have to be asked for each of them
// when it is first written to, which takes longer than the writing. No memory is asked for where there is no element:
// its count would be written into the empty array, which all threads share.
extension Array where Element: BitwiseCopyable {
    /// So many elements, worked out in their order.
    @inline(__always)
    init(inHugePages count: Int, _ element: (Int) -> Element) {
        guard count > 0 else {
            self = []
            return
        }
        unsafe self.init(unsafeUninitializedCapacity: count) { room, initialized in
            unsafe Self.wantHugePages(room)
            for index in 0..<count { unsafe room.initializeElement(at: index, to: element(index)) }
            initialized = count
        }
    }

    /// So many elements, which somebody writes there.
    init(inHugePages count: Int, filledBy fill: (UnsafeMutableBufferPointer<Element>) -> Void) {
        guard count > 0 else {
            unsafe fill(UnsafeMutableBufferPointer(start: nil, count: 0))
            self = []
            return
        }
        unsafe self.init(unsafeUninitializedCapacity: count) { room, initialized in
            unsafe Self.wantHugePages(room)
            unsafe fill(UnsafeMutableBufferPointer(rebasing: room[..<count]))
            initialized = count
        }
    }

    /// No element yet, and room for so many.
    init(roomInHugePages count: Int) {
        guard count > 0 else {
            self = []
            return
        }
        unsafe self.init(unsafeUninitializedCapacity: count) { room, initialized in
            unsafe Self.wantHugePages(room)
            initialized = 0
        }
    }

    /// Makes room for so many more elements, should there be none: for twice as many as there was room for.
    @inlinable
    @inline(__always)
    public mutating func makeRoom(for more: Int) {
        if count &+ more > capacity { move(toRoomFor: Swift.max(2 * capacity, count + more)) }
    }

    @usableFromInline
    mutating func move(toRoomFor count: Int) {
        var larger = Array(roomInHugePages: count)
        larger.append(contentsOf: self)
        self = larger
    }

    /// Asks for huge pages where whole ones fit. What the system makes of it does not matter.
    private static func wantHugePages(_ room: UnsafeMutableBufferPointer<Element>) {
        let bytes = UnsafeMutableRawBufferPointer(room)
        guard let base = bytes.baseAddress, bytes.count >= hugePageLength else { return }
        let start = unsafe base.alignedUp(toMultipleOf: hugePageLength)
        let end = unsafe (base + bytes.count).alignedDown(toMultipleOf: hugePageLength)
        guard unsafe start < end else { return }
        _ = unsafe madvise(start, start.distance(to: end), MADV_HUGEPAGE)
    }
}

/// The size of a huge page on x86-64 and, mostly, on arm64, in bytes.
let hugePageLength = 2 << 20
