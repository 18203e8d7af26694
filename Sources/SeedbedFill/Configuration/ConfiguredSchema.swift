internal import Seedbed
internal import SeedbedConfiguration

/// A configuration applied to a schema: what is said of each column, and the references that it adds.
struct ConfiguredSchema {
  /// The schema, with foreign keys for references that it does not declare itself.
  private(set) var schema: RelationalSchema
  /// By table and column, what is said of it.
  private(set) var columns: [RelationName: [String: FillConfiguration.Column]] = [:]
  /// By table, its locale where it is said of it.
  private(set) var locales: [RelationName: FillConfiguration.Pattern] = [:]
  /// What in the configuration does not go with the schema.
  private(set) var problems: [ConfigurationProblem] = []
  /// How much what is said counts: the table's name before patterns, then the column's, then the
  /// later one.
  private typealias Rank = (table: Int, column: Int, order: Int)

  init(_ configuration: FillConfiguration, _ schema: RelationalSchema) {
    self.schema = schema
    var ranks: [RelationName: [String: Rank]] = [:]
    var localeRanks: [RelationName: Int] = [:]
    for (order, rule) in configuration.tables.enumerated() {
      let tables = matches(rule.pattern)
      for table in tables where rule.locale != nil {
        let rank = Self.rank(rule.pattern, table.name)
        guard rank >= localeRanks[table.name] ?? 0 else { continue }
        localeRanks[table.name] = rank
        locales[table.name] = rule.locale
      }
      if case .perRow(_, let parent)? = rule.rows { look(for: parent, at: rule.pattern.place) }
      for column in rule.columns {
        var isFound = tables.isEmpty
        for table in tables {
          for name in table.columns.map(\.name) where Self.matches(column.pattern, name) {
            isFound = true
            let rank = (
              Self.rank(rule.pattern, table.name), name == column.pattern.text ? 1 : 0, order
            )
            if let known = ranks[table.name]?[name], known > rank { continue }
            ranks[table.name, default: [:]][name] = rank
            columns[table.name, default: [:]][name] = column
          }
        }
        if !isFound { noteUnknown(column.pattern, of: rule.pattern, tables) }
      }
    }
    for pattern in configuration.only + configuration.exclude { _ = matches(pattern) }
    for table in schema.tables { check(table) }
  }

  private static func matches(_ pattern: FillConfiguration.Pattern, _ column: String) -> Bool {
    pattern.text == column || GlobPattern(pattern.text).matches(column)
  }

  private static func rank(_ pattern: FillConfiguration.Pattern, _ table: RelationName) -> Int {
    pattern.text == table.table ? 1 : pattern.text == table.description ? 2 : 0
  }

  /// The tables of a pattern; none is a problem.
  private mutating func matches(_ pattern: FillConfiguration.Pattern) -> [RelationalTable] {
    let found = schema.tables.filter {
      TablePattern(pattern.text).matches($0.name) || Self.rank(pattern, $0.name) > 0
    }
    if found.isEmpty { noteUnknownTable(pattern.text, at: pattern.place) }
    return found
  }

  private mutating func look(for parent: String, at place: ConfigurationPlace?) {
    if schema.tables.contains(where: { TablePattern(parent).matches($0.name) }) { return }
    noteUnknownTable(parent, at: place)
  }

  private mutating func noteUnknownTable(_ name: String, at place: ConfigurationPlace?) {
    let names = schema.tables.map(\.name.description)
    let hint = nearest(to: name, in: names).map { "; did you mean '\($0)'?" } ?? ""
    note(
      GlobPattern.isPattern(name)
        ? "no table matches '\(name)'; correct or remove it"
        : "no table is named '\(name)'\(hint.isEmpty ? "; correct or remove it" : hint)", at: place)
  }

  private mutating func noteUnknown(
    _ column: FillConfiguration.Pattern, of table: FillConfiguration.Pattern,
    _ tables: [RelationalTable]
  ) {
    let names = tables.flatMap { $0.columns.map(\.name) }
    let hint = nearest(to: column.text, in: names).map { "did you mean '\($0)'?" }
    note(
      "no column of \(table.text) \(column.isGlob ? "matches" : "is named") '\(column.text)'; "
        + (hint ?? "correct or remove it"), at: column.place)
  }

  private mutating func note(_ text: String, at place: ConfigurationPlace?) {
    let problem = ConfigurationProblem(text, at: place)
    if !problems.contains(problem) { problems.append(problem) }
  }

  // MARK: What does not go with a column

  private mutating func check(_ table: RelationalTable) {
    guard let rules = columns[table.name] else { return }
    for column in table.columns {
      guard var rule = rules[column.name] else { continue }
      if let reason = objection(to: rule, table, column) {
        columns[table.name]?[column.name] = nil
        // A pattern speaks of the columns that it can be true of.
        if !rule.pattern.isGlob {
          note("\(table.name).\(column.name) \(reason)", at: rule.pattern.place)
        }
        continue
      }
      if rule.pattern.isGlob, !column.isNullable { rule.nulls = nil }
      columns[table.name]?[column.name] = rule
      addKey(rule, table, column)
    }
  }

  private func objection(
    to rule: FillConfiguration.Column, _ table: RelationalTable, _ column: RelationalColumn
  ) -> String? {
    if case .generated = column.source {
      return "is generated by the database; leave it out of the configuration"
    }
    if rule.pattern.isGlob {
      let isNumbered = column.source != .writer || table.primaryKey?.columns == [column.name]
      if isNumbered { return "is a key" }
    }
    guard let key = table.foreignKeys.first(where: { $0.columns.contains(column.name) }) else {
      return nil
    }
    switch rule.values {
    case .inferred, .constant(.null): return nil
    case .list, .constant:
      return rule.pattern.isGlob ? "refers to \(key.parent) by a foreign key" : nil
    case .reference(let reference):
      guard let wanted = reference.table else { return nil }
      let isDeclared = table.foreignKeys.contains { key in
        guard let place = key.columns.firstIndex(of: column.name) else { return false }
        return TablePattern(wanted).matches(key.parent)
          && key.parentColumns[place] == reference.column
      }
      return isDeclared
        ? nil : "refers to \(key.parent) by a foreign key; leave references out"
    case .generator, .sql:
      return "refers to \(key.parent) by a foreign key, which decides its values; write "
        + "{values: [1, 2]}, {distribution: even}, {nulls: 0.1} or {value: null}, or leave it out"
    }
  }

  /// Adds the foreign key of a reference that the schema does not declare.
  private mutating func addKey(
    _ rule: FillConfiguration.Column, _ table: RelationalTable, _ column: RelationalColumn
  ) {
    guard case .reference(let reference) = rule.values,
      !table.foreignKeys.contains(where: { $0.columns.contains(column.name) })
    else { return }
    let place = rule.pattern.place
    let name = "\(table.name).\(column.name)"
    guard let wanted = reference.table, let target = reference.column else {
      return note(
        "\(name) has no foreign key; name the table, as {references: people.id}", at: place)
    }
    guard let parent = schema.tables.first(where: { TablePattern(wanted).matches($0.name) }) else {
      return noteUnknownTable(wanted, at: place)
    }
    guard let parentColumn = parent[target] else {
      let hint = nearest(to: target, in: parent.columns.map(\.name))
      return note(
        "\(parent.name) has no column '\(target)'; "
          + (hint.map { "did you mean '\($0)'?" } ?? "name one that it has"), at: place)
    }
    guard ValueFamily(parentColumn.type) == ValueFamily(column.type) else {
      return note(
        "\(name) is \(column.declaredType), and \(parent.name).\(target) is "
          + "\(parentColumn.declaredType); refer to a column of the same type", at: place)
    }
    guard column.isNullable || !parentColumn.isNullable else {
      return note(
        "\(name) may not be NULL, and \(parent.name).\(target) may; refer to another column",
        at: place)
    }
    guard let position = schema.tables.firstIndex(where: { $0.name == table.name }) else { return }
    schema.tables[position].foreignKeys.append(
      RelationalForeignKey(
        name: "", columns: [column.name], parent: parent.name, parentColumns: [target]))
  }
}
