internal import CLibPQ
internal import Seedbed

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

extension PostgresConnection {
  /// The database, with its host unless the server is on this machine: reached through a socket of
  /// the file system, through 127.0.0.0/8, or through an address that both ends share.
  var target: DatabaseTarget {
    let name = PQdb(pointer).map { String(cString: $0) } ?? ""
    let descriptor = PQsocket(pointer)
    if let own = Self.address(of: descriptor, getsockname),
      let peer = Self.address(of: descriptor, getpeername),
      own == peer || peer.count == 4 && peer[0] == 127
    {
      return DatabaseTarget(name: name)
    }
    return DatabaseTarget(name: name, host: PQhost(pointer).map { String(cString: $0) } ?? "?")
  }

  /// One end of a socket: the bytes of its IP address, or none for a socket of the file system; nil
  /// when it cannot be told.
  private static func address(
    of descriptor: Int32,
    _ read: (Int32, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
  ) -> [UInt8]? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let status = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { read(descriptor, $0, &length) }
    }
    guard status == 0 else { return nil }
    return withUnsafeBytes(of: &storage) { bytes in
      switch Int32(bytes.load(as: sockaddr.self).sa_family) {
      case AF_UNIX: []
      case AF_INET: Self.bytes(of: bytes.loadUnaligned(as: sockaddr_in.self).sin_addr)
      case AF_INET6: Self.bytes(of: bytes.loadUnaligned(as: sockaddr_in6.self).sin6_addr)
      default: nil
      }
    }
  }

  private static func bytes<Address>(of address: Address) -> [UInt8] {
    withUnsafeBytes(of: address) { Array($0) }
  }
}
