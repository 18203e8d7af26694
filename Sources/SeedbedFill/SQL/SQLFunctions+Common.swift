import Seedbed

/// Functions of texts and numbers that both dialects have.
extension SQLFunctions {
  static func length(_ dialect: RelationalSchema.Dialect) -> Definition {
    Definition(arity: 1...1) { (values) throws(EvaluationError) in
      switch values[0] {
      case .text(let text):
        // SQLite stops at a NUL.
        let scalars = text.unicodeScalars
        return .integer(
          Int64(dialect == .sqlite ? scalars.prefix { $0.value != 0 }.count : scalars.count))
      case .bytes(let bytes): return .integer(Int64(bytes.count))
      default:
        guard dialect == .sqlite, let text = SQLiteText.text(of: values[0]) else {
          throw .unsupported("the length of what is no text")
        }
        return .integer(Int64(text.utf8.count))
      }
    }
  }

  static func trim(_ name: String, _ dialect: RelationalSchema.Dialect) -> Definition? {
    if name == "btrim", dialect == .sqlite { return nil }
    return textual(1...2, dialect) { texts, _ in
      let unwanted = texts.count == 2 ? Array(texts[1].unicodeScalars) : [" "]
      var scalars = texts[0].unicodeScalars[...]
      if name != "rtrim" { scalars = scalars.drop { unwanted.contains($0) } }
      if name != "ltrim" { scalars = scalars.dropLast { unwanted.contains($0) } }
      return .text(String(scalars))
    }
  }

  static func substring(_ dialect: RelationalSchema.Dialect) -> Definition {
    Definition(arity: 2...3) { (values) throws(EvaluationError) in
      guard case .text(let text) = values[0], case .integer(var start) = values[1] else {
        throw .unsupported("a part of what is no text, or by a pattern")
      }
      let scalars = Array(text.unicodeScalars)
      guard start.magnitude < 1 << 31 else { throw .unsupported("a part so far away") }
      var length = Int64(scalars.count) + Int64(start.magnitude) + 1
      if values.count == 3 {
        guard case .integer(let wanted) = values[2] else {
          throw .unsupported("a part by an escape character")
        }
        length = wanted
      }
      guard length >= 0, length < 1 << 32 else {
        throw .unsupported("a part of a negative length")
      }
      if dialect == .sqlite {
        // A negative start counts from the end, and 0 is one before the first.
        if start < 0 {
          start = Int64(scalars.count) + start + 1
          if start < 1 {
            length = max(0, length + start - 1)
            start = 1
          }
        } else if start == 0 {
          length = max(0, length - 1)
          start = 1
        }
      }
      let first = max(start, 1)
      let end = min(start + length, Int64(scalars.count) + 1)
      guard first < end else { return .text("") }
      var part = String.UnicodeScalarView()
      part.append(contentsOf: scalars[Int(first) - 1..<Int(end) - 1])
      return .text(String(part))
    }
  }

  static func absolute(_ dialect: RelationalSchema.Dialect) -> Definition {
    number(dialect) { value throws(EvaluationError) in
      switch value {
      case .integer(let number) where number != .min: .integer(abs(number))
      case .decimal(let number): .decimal(number.sign < 0 ? number.negated : number)
      case .real(let number): .real(abs(number))
      default: throw .failure("an integer out of range")
      }
    }
  }

  static func sign(_ dialect: RelationalSchema.Dialect) -> Definition {
    number(dialect) { value throws(EvaluationError) in
      let number = value.asDouble ?? 0
      let sign: Int64 = number < 0 ? -1 : number > 0 ? 1 : 0
      if dialect == .sqlite { return .integer(sign) }
      if case .decimal = value { return .decimal(SQLDecimal(sign)) }
      return .real(Double(sign))
    }
  }

  static func whole(isUp: Bool, _ dialect: RelationalSchema.Dialect) -> Definition {
    number(dialect) { value throws(EvaluationError) in
      switch value {
      case .integer(let number):
        return dialect == .sqlite ? value : .real(Double(number))
      case .decimal(let number):
        guard let whole = number.whole(isUp: isUp) else { throw .unsupported("too many digits") }
        return .decimal(whole)
      default:
        return .real((value.asDouble ?? 0).rounded(isUp ? .up : .down))
      }
    }
  }

  static func rounding(_ dialect: RelationalSchema.Dialect) -> Definition {
    Definition(arity: 1...2) { (values) throws(EvaluationError) in
      var places: Int64 = 0
      if values.count == 2 {
        guard case .integer(let given) = values[1], given.magnitude < 30 else {
          throw .unsupported("rounding to so many places")
        }
        places = given
      }
      switch values[0] {
      case .integer(let number) where dialect == .sqlite: return .real(Double(number))
      case .integer where values.count == 2, .decimal:
        guard let number = values[0].asDecimal?.rounded(to: Int(places)) else {
          throw .unsupported("too many digits")
        }
        return .decimal(number)
      case .integer(let number): return .real(Double(number))
      case .real(let number) where dialect == .postgres && values.count == 1:
        return .real(number.rounded(.toNearestOrEven))
      case .real(let number) where dialect == .sqlite && abs(number) < 1e15:
        if places <= 0 { return .real(number.rounded(.toNearestOrAwayFromZero)) }
        throw .unsupported("rounding of a double behind its point")
      default: throw .unsupported("rounding of what is no number")
      }
    }
  }

  private static func number(
    _ dialect: RelationalSchema.Dialect,
    _ body: @escaping @Sendable (SQLValue) throws(EvaluationError) -> SQLValue
  ) -> Definition {
    Definition(arity: 1...1) { (values) throws(EvaluationError) in
      switch values[0] {
      case .integer, .decimal, .real: return try body(values[0])
      default: throw .unsupported("a function of numbers for what is no number")
      }
    }
  }
}
