internal import CLinux
internal import Glibc
package import Seedbed

/// Copies files and hashes them on the way.
package struct FileCopier {
  /// How much is copied and hashed at a time: what was just copied is then still in the processor's
  /// cache.
  static let pieceByteCount = 1 << 20

  /// Asked between two pieces.
  let interruption: Interruption

  /// Creates a copier that stops when it is asked to.
  package init(interruption: Interruption) { self.interruption = interruption }

  /// Copies the whole of a file into an empty one, and returns the bytes and the SHA-256 of the copy.
  ///
  /// Where the file system can, the copy shares the original's blocks (`FICLONE`); else the system
  /// copies (`copy_file_range`), without a detour through this process; else it is read and written.
  package func copy(
    _ source: borrowing OpenFile, to target: borrowing OpenFile
  ) throws -> (bytes: Int, sha256: String) {
    if ioctl(target.descriptor, clinux_ficlone(), source.descriptor) == 0 {
      return try hash(target)
    }
    var hash = SHA256Hash()
    var position = 0
    var copiesInSystem = true
    try withPiece { piece in
      while true {
        try interruption.check()
        if copiesInSystem {
          let copied = clinux_copy_file_range(source.descriptor, target.descriptor, piece.count)
          if copied < 0 && errno == EINTR { continue }
          if copied < 0 && position == 0 && Self.isUnable(errno) {
            copiesInSystem = false
            continue
          }
          guard copied >= 0 else { throw OpenFile.failure("write", target.path, errno) }
          if copied == 0 { return }
          let part = UnsafeMutableRawBufferPointer(rebasing: piece[..<copied])
          let count = try target.read(part, at: position)
          hash.add(UnsafeRawBufferPointer(rebasing: part[..<count]))
          position += count
        } else {
          let count = try source.read(piece, at: position)
          if count == 0 { return }
          let part = UnsafeRawBufferPointer(rebasing: piece[..<count])
          hash.add(part)
          try target.write(part)
          position += count
        }
      }
    }
    return (position, hash.finish())
  }

  /// The bytes and the SHA-256 of a whole file.
  package func hash(_ file: borrowing OpenFile) throws -> (bytes: Int, sha256: String) {
    var hash = SHA256Hash()
    var position = 0
    try withPiece { piece in
      while true {
        try interruption.check()
        let count = try file.read(piece, at: position)
        if count == 0 { return }
        hash.add(UnsafeRawBufferPointer(rebasing: piece[..<count]))
        position += count
      }
    }
    return (position, hash.finish())
  }

  private func withPiece(_ body: (UnsafeMutableRawBufferPointer) throws -> Void) rethrows {
    let piece = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Self.pieceByteCount, alignment: 4096)
    defer { piece.deallocate() }
    try body(piece)
  }

  /// Whether the system cannot copy between these files at all.
  private static func isUnable(_ code: Int32) -> Bool {
    [EXDEV, EINVAL, ENOSYS, EOPNOTSUPP, EPERM].contains(code)
  }
}
