internal import Seedbed

extension RowRules {
  /// What the constraints of a table say, the bounds of its partitions included.
  init(_ table: RelationalTable, dialect: RelationalSchema.Dialect, asOf: Timestamp) {
    var table = table
    if case .partitioned(let partitioning) = table.kind, !partitioning.conditions.isEmpty {
      // A row goes in when it goes into one of the partitions.
      let alternatives = partitioning.conditions.map { "(\($0))" }
      table.checks.append(
        CheckConstraint(
          name: "the partitions' bounds", expression: alternatives.joined(separator: " OR ")))
    }
    let constraints = TableConstraints(table: table, dialect: dialect, asOf: asOf)
    relations = constraints.relations
    restrictions = SumBounds(relations, constraints.restrictions, of: table).restrictions
    choices = constraints.choices
    conditions = constraints.conditions.map { Condition($0) }
    singles = table.checks.compactMap { check in
      guard let condition = try? RowCondition(check, table: table, dialect: dialect, asOf: asOf),
        condition.columns.count == 1
      else { return nil }
      return Condition(condition)
    }
    // What defines a column does not know its bounds, which may stand in a CHECK beside other things.
    for case .definition(let name, _) in relations {
      guard let restriction = restrictions[name] else { continue }
      let column = SQLIdentifier(name).quoted
      let ends = [(">", restriction.lower), ("<", restriction.upper)]
      let parts = ends.compactMap { sign, bound in
        bound?.value.number.map {
          "\(column) \(sign)\(bound?.isInclusive ?? true ? "=" : "") \($0)"
        }
      }
      guard !parts.isEmpty else { continue }
      let check = CheckConstraint(
        name: restriction.sources.first ?? name, expression: parts.joined(separator: " AND "))
      if let condition = try? RowCondition(check, table: table, dialect: dialect, asOf: asOf) {
        singles.append(Condition(condition))
      }
    }
    undecided = Self.undecided(constraints, table)
    conflicts = constraints.conflicts.map(\.description)
    for key in table.uniqueKeys {
      guard let predicate = key.predicate else { continue }
      let check = CheckConstraint(name: key.name, expression: predicate)
      // A predicate that is not understood leaves the key without relief.
      guard let condition = try? RowCondition(check, table: table, dialect: dialect, asOf: asOf)
      else { continue }
      predicates[key.name] = Condition(condition)
    }
  }
}

extension RowRules {
  /// What the database has to judge, in terms of the table's columns.
  private static func undecided(
    _ constraints: TableConstraints, _ table: RelationalTable
  ) -> [CheckConstraint] {
    var found: [CheckConstraint] = []
    let checks = Set(constraints.undecided.map(\.check))
    for column in table.columns {
      var type = column.type
      while case .domain(let domain) = type {
        for check in domain.checks where checks.contains(check) {
          found.append(
            CheckConstraint(
              name: check.name, expression: Self.replacing(check.expression, column.name)))
        }
        type = domain.base
      }
    }
    return found + table.checks.filter(checks.contains)
  }

  /// A domain's CHECK with a column in place of `VALUE`.
  private static func replacing(_ expression: String, _ column: String) -> String {
    var result = ""
    var quote: Character?
    var word = ""
    func endWord() {
      result += word == "VALUE" ? SQLIdentifier(column).quoted : word
      word = ""
    }
    for character in expression {
      if quote == nil, character.isLetter || character.isNumber || character == "_" {
        word.append(character)
        continue
      }
      endWord()
      if character == quote {
        quote = nil
      } else if quote == nil, character == "'" || character == "\"" {
        quote = character
      }
      result.append(character)
    }
    endWord()
    return result
  }
}

extension RowRules.Condition {
  init(_ condition: RowCondition) {
    self.init(
      name: condition.source, columns: condition.columns,
      criterion: ConditionCriterion(condition: condition))
  }
}

/// Rejects the rows that make a condition FALSE.
struct ConditionCriterion: RowCriterion {
  let condition: RowCondition

  func reject(
    _ columns: [ColumnVector], rowCount: Int, into rejected: UnsafeMutablePointer<UInt8>
  ) throws {
    guard rowCount > 0 else { return }
    let marks = UnsafeMutablePointer<UInt8>.allocate(capacity: rowCount)
    defer { marks.deallocate() }
    guard condition.markViolations(columns, rowCount: rowCount, into: marks) > 0 else { return }
    for row in 0..<rowCount { rejected[row] |= marks[row] }
  }
}
