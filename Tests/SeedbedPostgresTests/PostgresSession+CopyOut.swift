import CLibPQ

@testable import SeedbedPostgres

extension PostgresSession {
  /// What `COPY … TO STDOUT` sends, all of it.
  func copyOut(_ sql: String) throws -> [UInt8] {
    try connection.execute(sql)
    var bytes: [UInt8] = []
    var piece: UnsafeMutablePointer<CChar>?
    while case let count = PQgetCopyData(connection.pointer, &piece, 0), count > 0 {
      bytes += UnsafeRawBufferPointer(start: piece, count: Int(count))
      PQfreemem(piece)
    }
    try connection.drainResults(sql: sql)
    return bytes
  }
}
