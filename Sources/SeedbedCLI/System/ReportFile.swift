internal import Glibc

/// The file that `--json` or `--write-config` names: proved writable before the work, written whole at its end.
struct ReportFile: Sendable {
  /// Why a file cannot be written, and what to do.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Where the text goes.
  private enum Target: Sendable {
    case standardOutput
    /// A device or a pipe, which cannot be replaced.
    case stream(String)
    /// An ordinary file, there or not yet.
    case file(String)
  }

  private let target: Target
  private let path: String
  private let kind: Kind

  /// What is written.
  struct Kind: Sendable {
    /// The option that names the file.
    let option: String
    /// What messages call it.
    let name: String
    /// Whether a file that is there is replaced.
    let replaces: Bool

    /// A result for programs.
    static let json = Kind(option: "--json", name: "JSON file", replaces: true)
    /// What somebody may have edited meanwhile.
    static let configuration = Kind(
      option: "--write-config", name: "configuration", replaces: false)
  }

  /// Whether the text goes to standard output, which then holds nothing else.
  var isStandardOutput: Bool {
    if case .standardOutput = target { true } else { false }
  }

  /// Looks whether the file can be written, and changes nothing.
  init(path: String, kind: Kind = .json) throws(Failure) {
    self.path = path
    self.kind = kind
    if path == "-" {
      target = .standardOutput
      return
    }
    if path.isEmpty { throw Failure(description: "\(kind.option) needs the name of a file") }
    var status = stat()
    if stat(path, &status) == 0 {
      let fileKind = status.st_mode & S_IFMT
      if fileKind == S_IFDIR { throw Self.failure(path, EISDIR, kind) }
      guard access(path, W_OK) == 0 else { throw Self.failure(path, errno, kind) }
      if fileKind == S_IFREG, !kind.replaces {
        throw Failure(
          description:
            "'\(path)' is there already, and may have been edited; name another file, or "
            + "remove it")
      }
      if fileKind != S_IFREG {
        target = .stream(path)
        return
      }
    }
    // A symbolic link is followed, so that renaming replaces the file and not the link.
    let resolved = Self.resolved(path)
    target = .file(resolved)
    let trial = try Self.makeTemporary(beside: resolved, named: path, kind)
    close(trial.descriptor)
    unlink(trial.path)
  }

  /// Writes the text: an ordinary file under a temporary name that then replaces the file.
  func write(_ text: String, standardOutput: OutputStream) throws(Failure) {
    switch target {
    case .standardOutput:
      standardOutput.write(text)
    case .stream(let path):
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw Self.failure(path, errno, kind) }
      defer { close(descriptor) }
      try Self.write(text, to: descriptor, path: path, kind)
    case .file(let resolved):
      let temporary = try Self.makeTemporary(beside: resolved, named: path, kind)
      var isDone = false
      defer {
        close(temporary.descriptor)
        if !isDone { unlink(temporary.path) }
      }
      try Self.write(text, to: temporary.descriptor, path: path, kind)
      guard fchmod(temporary.descriptor, Self.mode(of: resolved)) == 0,
        rename(temporary.path, resolved) == 0
      else { throw Self.failure(path, errno, kind) }
      isDone = true
    }
  }

  private static func write(
    _ text: String, to descriptor: Int32, path: String, _ kind: Kind
  ) throws(Failure) {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure(path, errno, kind) }
      written += count
    }
  }

  private static func makeTemporary(
    beside file: String, named path: String, _ kind: Kind
  ) throws(Failure) -> (descriptor: Int32, path: String) {
    let slash = file.lastIndex(of: "/").map { file.index(after: $0) } ?? file.startIndex
    var template = Array("\(file[..<slash]).\(file[slash...]).XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw failure(path, errno, kind) }
    return (
      descriptor, String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    )
  }

  /// The permissions of the file that is there, or those of a new file.
  private static func mode(of path: String) -> mode_t {
    var status = stat()
    if stat(path, &status) == 0 { return status.st_mode & 0o7777 }
    let mask = umask(0)
    umask(mask)
    return 0o666 & ~mask
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func failure(_ path: String, _ code: Int32, _ kind: Kind) -> Failure {
    Failure(
      description: "cannot write the \(kind.name) '\(path)': \(systemMessage(code)); "
        + "name a file in a folder that exists and may be written")
  }
}
