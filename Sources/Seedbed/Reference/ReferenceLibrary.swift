import Synchronization

/// The look-up tables of a project's `reference-data/` folder, each read when it is first asked for.
public final class ReferenceLibrary: Sendable {
  /// The folder that holds `NAME.tsv` files.
  public let directory: String

  private let loaded = Mutex<[String: ReferenceTable]>([:])
  /// Is told of every table that is asked for.
  private let usage = Mutex<StepUsage?>(nil)

  /// Creates a library over a folder; nothing is read yet.
  public init(directory: String) { self.directory = directory }

  /// The table in `NAME.tsv`.
  ///
  /// - Parameters:
  ///   - name: the file's name without its ending.
  ///   - columns: the columns that the caller is going to use.
  ///
  /// Throws `ReferenceDataError`, with file and line, when the file is missing, not UTF-8, has a row
  /// with another number of cells than the header, or lacks one of the columns.
  public func table(_ name: String, columns: [String] = []) throws -> ReferenceTable {
    usage.withLock { $0?.add(referenceFile: name) }
    let table = try loaded.withLock { loaded in
      if let table = loaded[name] { return table }
      let table = try ReferenceTable(path: "\(directory)/\(name).tsv")
      loaded[name] = table
      return table
    }
    for column in columns where !table.columns.contains(column) {
      throw ReferenceDataError(
        path: table.path, line: 1, problem: "the column '\(column)' is missing")
    }
    return table
  }

  /// The rows of `NAME.tsv`, each decoded by a closure, whose errors get the row's file and line.
  public func rows<Element>(
    _ name: String, _ decode: (ReferenceRow) throws -> Element
  ) throws -> [Element] {
    try table(name).map(decode)
  }

  /// Whoever asks for a table from now on is noted down.
  func record(into usage: StepUsage) { self.usage.withLock { $0 = usage } }

  /// A digest of the bytes of `NAME.tsv`, as 32 hexadecimal digits; nil for a file that cannot be
  /// read. Not noted down.
  func digest(of name: String) -> String? {
    if let table = loaded.withLock({ $0[name] }) { return table.digest }
    return FileDigest.digest(ofFile: "\(directory)/\(name).tsv")
  }

  /// The paths of the files read so far, in alphabetical order.
  public var filesRead: [String] { loaded.withLock { $0.values.map(\.path).sorted() } }
}
