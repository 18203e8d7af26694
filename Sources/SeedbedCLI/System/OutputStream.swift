internal import Glibc
internal import Synchronization

/// Standard output or standard error: writes whole texts, and takes it calmly when nobody listens.
///
/// Once the reader has gone (`seedbed steps | head -1`) the rest is dropped without a word; the
/// process has to ignore SIGPIPE for that. Any other failure is kept for `failure`.
final class OutputStream: Sendable {
  private struct State {
    var isClosed = false
    var failure: String?
  }

  private let descriptor: Int32
  private let name: String
  private let state = Mutex(State())

  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  /// What went wrong, and what to do; nil when all is written or the reader has gone.
  var failure: String? { state.withLock { $0.failure } }

  /// Writes a text as it is.
  func write(_ text: String) {
    var text = text
    state.withLock { state in
      guard !state.isClosed else { return }
      text.withUTF8 { bytes in
        var written = 0
        while written < bytes.count {
          let count = Glibc.write(
            descriptor, UnsafeRawBufferPointer(bytes).baseAddress.map { $0 + written },
            bytes.count - written)
          if count >= 0 {
            written += count
            continue
          }
          let code = errno
          if code == EINTR { continue }
          if code == EAGAIN {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            poll(&waiting, 1, -1)
            continue
          }
          state.isClosed = true
          if code != EPIPE {
            state.failure =
              "cannot write to \(name): \(systemMessage(code)); "
              + "send it to a place that takes it"
          }
          return
        }
      }
    }
  }
}

/// The system's words for an error number.
func systemMessage(_ code: Int32) -> String { String(cString: strerror(code)) }
