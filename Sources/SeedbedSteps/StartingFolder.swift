public import Seedbed
internal import SeedbedFill

/// A new folder of steps for a database that is there.
public struct StartingFolder {
  private let path: String
  private let explanation: FillExplanation?
  private let tables: [RelationalTable]
  /// Why tables get no rows.
  private let remarks: [String]

  /// Looks into the database; nothing is written.
  ///
  /// - Parameters:
  ///   - path: where the folder is to be.
  ///   - context: the database and the words that values are made of.
  ///
  /// Throws `NoTables` where there is nothing to seed, and `FileIsThere`.
  public init(path: String, context: SeedContext) throws {
    self.path = path
    if case .success(let names) = FileContents.names(in: path),
      let name = names.first(where: { Self.fileNames.contains($0) || StepFolder.id(of: $0) != nil })
    {
      throw FileIsThere(path: "\(path)/\(name)")
    }
    let schema = try context.database.session.relationalSchema()
    tables = schema.tables.filter {
      switch $0.kind {
      case .ordinary, .partitioned: true
      case .partition, .other: false
      }
    }
    if tables.isEmpty { throw NoTables() }
    let request = FillRequest(rows: RowRequest(standard: .size(.small)), keepsGoing: true)
    do {
      let fill = try Fill(request, context: context, observer: SilentObserver())
      explanation = fill.explanation()
      remarks = fill.leftOut()
    } catch is FillRefused {
      // Every table holds rows.
      explanation = nil
      remarks = tables.map { "\($0.name): it holds rows" }
    }
  }

  private static let fileNames = ["README.md", "01_lookup_tables.sql", "02_fill.yml"]

  /// Writes the folder, and returns the paths of its files.
  public func write() throws -> [String] {
    try NewFile.makeFolder(path)
    let texts = [
      StepTemplates.readme(path), StepTemplates.lookups(examples), fill,
    ]
    return try zip(Self.fileNames, texts).map { name, text in
      try NewFile.write(text, to: "\(path)/\(name)")
      return "\(path)/\(name)"
    }
  }

  /// An INSERT for up to three tables that others refer to and that refer to none.
  private var examples: [String] {
    let referred = Set(tables.flatMap { table in table.foreignKeys.map(\.parent) })
    let lookups = tables.filter { $0.foreignKeys.isEmpty && referred.contains($0.name) }
    return lookups.prefix(3).map { table in
      let names = table.columns.filter { $0.source == .writer }.map(\.name)
      let quoted = names.map { Self.sqlName($0) }.joined(separator: ", ")
      let name =
        (table.name.schema.map { Self.sqlName($0) + "." } ?? "")
        + Self.sqlName(table.name.table)
      return "INSERT INTO \(name) (\(quoted)) VALUES (…) ON CONFLICT DO NOTHING;"
    }
  }

  private var fill: String {
    var text = "title: Rows for all tables\n"
    if let explanation, !explanation.tables.isEmpty {
      text += """
        # The tables in the order in which they are filled. ROWS may also be 3/users: three for each row
        # of users. What every column is filled with shows 'seedbed fill --explain'.
        fill:
          tables:

        """
      for table in explanation.tables {
        text += "    \(Self.yamlName(table.name)): {rows: \(table.rowCount)}\n"
      }
    } else {
      text += "writes-nothing: no table is empty\n"
    }
    if !remarks.isEmpty { text += "# Left out:\n" }
    for remark in remarks {
      text += "#   \(remark.split(separator: "\n").joined(separator: " "))\n"
    }
    return text
  }

  /// A name as SQL has it, with quotes where it needs them.
  private static func sqlName(_ name: String) -> String {
    isPlain(name) ? name : SQLIdentifier(name).quoted
  }

  /// A name as YAML has it, with quotes where it needs them.
  private static func yamlName(_ name: String) -> String {
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
    if isPlain(name.filter { $0 != "." }), !words.contains(name) { return name }
    var quoted = "\""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case _ where scalar.value < 32:
        quoted += "\\x\(scalar.value < 16 ? "0" : "")" + String(scalar.value, radix: 16)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// Whether a name consists of lower-case letters, digits and underscores, a letter first.
  private static func isPlain(_ name: String) -> Bool {
    (name.utf8.first.map { (97...122).contains($0) } ?? false)
      && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
  }
}
