internal import Glibc
package import Seedbed

/// An open file or folder, closed when it goes. Symbolic links are not followed, and programs that
/// are started do not inherit it.
package struct OpenFile: ~Copyable {
  /// The descriptor.
  package let descriptor: Int32
  /// For messages.
  package let path: String

  /// Opens what is at a path; its folders may be links, itself not, but where `follows` says so.
  package init(
    path: String, _ flags: Int32, mode: UInt32 = 0o600, follows: Bool = false
  ) throws(SnapshotError) {
    let all = flags | O_CLOEXEC | (follows ? 0 : O_NOFOLLOW)
    descriptor = Self.retrying { open(path, all, mode) }
    self.path = path
    if descriptor < 0 { throw Self.failure("open", path, errno) }
  }

  /// Opens what a folder holds under a name.
  package init(
    _ name: String, in folder: borrowing OpenFile, _ flags: Int32, mode: UInt32 = 0o600
  ) throws(SnapshotError) {
    let folderDescriptor = folder.descriptor
    descriptor = Self.retrying {
      openat(folderDescriptor, name, flags | O_CLOEXEC | O_NOFOLLOW, mode)
    }
    path = "\(folder.path)/\(name)"
    if descriptor < 0 { throw Self.failure("open", path, errno) }
  }

  deinit { close(descriptor) }

  /// The size in bytes.
  package func byteCount() throws(SnapshotError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.failure("read", path, errno) }
    return Int(status.st_size)
  }

  /// Makes what was written durable.
  package func synchronize() throws(SnapshotError) {
    guard fsync(descriptor) == 0 else { throw Self.failure("write", path, errno) }
  }

  /// Takes the lock that its process's end gives back; false when another one holds it.
  package func lock(shared: Bool = false) -> Bool {
    Self.retrying { flock(descriptor, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) } == 0
  }

  /// Reads at a position into a buffer; less than its size at the file's end only.
  package func read(
    _ buffer: UnsafeMutableRawBufferPointer, at position: Int
  ) throws(SnapshotError) -> Int {
    var done = 0
    while done < buffer.count {
      let count = pread(
        descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, position + done)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Self.failure("read", path, errno) }
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// Writes bytes at the file's position.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(SnapshotError) {
    var done = 0
    while done < bytes.count {
      let count = Glibc.write(
        descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Self.failure("write", path, errno) }
      done += count
    }
  }

  /// Writes a text at the file's position.
  package func write(_ text: String) throws(SnapshotError) {
    let bytes = Array(text.utf8)
    do {
      try bytes.withUnsafeBytes { try write($0) }
    } catch let error as SnapshotError {
      throw error
    } catch {
      preconditionFailure("writing throws nothing else")
    }
  }

  /// All bytes of a file that is not large.
  package func contents() throws(SnapshotError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: try byteCount())
    var count = 0
    do {
      count = try bytes.withUnsafeMutableBytes { try read($0, at: 0) }
    } catch let error as SnapshotError {
      throw error
    } catch {
      preconditionFailure("reading throws nothing else")
    }
    return Array(bytes.prefix(count))
  }

  /// The names in a folder, in order, `.` and `..` left out.
  package func names() throws(SnapshotError) -> [String] {
    // The stream takes the descriptor over, and its position is its own.
    let own = Self.retrying { openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard own >= 0, let stream = fdopendir(own) else { throw Self.failure("read", path, errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The failure of a system call, in words.
  package static func failure(_ verb: String, _ path: String, _ code: Int32) -> SnapshotError {
    let reason = code == ELOOP ? "it is a symbolic link" : String(cString: strerror(code))
    let advice =
      switch code {
      case ELOOP: "put the folder or file itself in its place"
      case ENOSPC, EDQUOT: "free some space and try again"
      case EACCES, EPERM, EROFS: "give yourself the right to do so"
      case ENOENT, ENOTDIR: "look whether somebody removed it"
      default: "look at the disk and try again"
      }
    return SnapshotError(.failed, "cannot \(verb) '\(path)': \(reason); \(advice)")
  }

  /// Makes a system call again while a signal interrupts it.
  static func retrying(_ call: () -> Int32) -> Int32 {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }
}
