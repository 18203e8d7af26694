/// Which database a command is about to write to, as the user would say it.
public struct DatabaseTarget: Hashable, Sendable, CustomStringConvertible {
  /// The name of the database: of an SQLite database, its file's.
  public var name: String
  /// The host that it is on; nil for a file, a private socket and this machine.
  public var host: String?

  /// Creates a target.
  public init(name: String, host: String? = nil) {
    self.name = name
    self.host = host
  }

  /// The target that a file is, named without its folders.
  public init(path: String) {
    self.init(name: path.split(separator: "/").last.map(String.init) ?? path)
  }

  /// The database's name, with its host before a slash where that is another machine: what
  /// `--allow-target` has to say.
  public var description: String { host.map { "\($0)/\(name)" } ?? name }
}
