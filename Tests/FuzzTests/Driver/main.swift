internal import Glibc

// huckleberry-fuzz TARGET [libFuzzer's options and corpus folders]

/// libFuzzer's own entry, from its library without a `main`.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

guard CommandLine.arguments.count > 1, let target = FuzzTarget(rawValue: CommandLine.arguments[1]) else {
    print("one of: " + FuzzTarget.allCases.map(\.rawValue).joined(separator: " "))
    exit(64)
}

/// libFuzzer takes a function without context.
nonisolated(unsafe) private let chosen = target

private var count = CommandLine.argc - 1
private var arguments = unsafe CommandLine.unsafeArgv + 1
unsafe arguments[0] = unsafe CommandLine.unsafeArgv[0]
exit(
    unsafe runDriver(&count, &arguments) { bytes, length in
        unsafe chosen.run(UnsafeBufferPointer(start: bytes, count: length).span)
        return 0
    })
