import Foundation
import Glibc

/// A terminal that a process can be given and that a test can type into.
final class PseudoTerminal: Sendable {
  private let controller: Int32
  /// The side for the process.
  let processSide: FileHandle

  enum Failure: Error { case cannotOpen(Int32) }

  /// `TIOCSPTLCK` and `TIOCGPTN` of asm-generic/ioctls.h, which Swift does not import.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  /// Opens a terminal of some width.
  init(columns: UInt16 = 80) throws {
    // posix_openpt and its kin are not in the Glibc module; these are the calls that they make.
    controller = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var isLocked: Int32 = 0
    var number: UInt32 = 0
    guard controller >= 0, ioctl(controller, Self.setLock, &isLocked) == 0,
      ioctl(controller, Self.getNumber, &number) == 0
    else { throw Failure.cannotOpen(errno) }
    let descriptor = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    guard descriptor >= 0 else { throw Failure.cannotOpen(errno) }
    var size = winsize()
    size.ws_col = columns
    size.ws_row = 24
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
    processSide = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  deinit { close(controller) }

  /// Types a text.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(controller, $0.baseAddress, bytes.count) }
  }

  /// Waits until the process has written something: as long as `isAwaited` says.
  func waitForOutput(while isAwaited: () -> Bool) async throws {
    var waiting = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, 0) == 0, isAwaited() { try await Task.sleep(for: .milliseconds(5)) }
  }

  /// What has been written to the terminal so far, with its line breaks as `\n`.
  func shown() -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    var waiting = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, 0) > 0, waiting.revents & Int16(POLLIN) != 0 {
      let count = read(controller, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
  }
}
