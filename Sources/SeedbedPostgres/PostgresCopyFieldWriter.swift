internal import Seedbed

/// Writes the fields of one column of a batch, each at the place of its row.
struct PostgresCopyFieldWriter {
  private let rowCount: Int
  private let words: UnsafeMutablePointer<Int64>
  private let texts: UnsafeMutablePointer<TextCell>
  /// Nil when no value is NULL.
  private let nulls: UnsafeMutablePointer<UInt8>?
  private let places: UnsafeMutablePointer<Int>
  private let target: UnsafeMutableRawPointer

  /// Days and microseconds from 1970 to 2000-01-01, where PostgreSQL's count begins
  /// (src/include/datatype/timestamp.h, `POSTGRES_EPOCH_JDATE` less `UNIX_EPOCH_JDATE`).
  static let epochDays: Int64 = 10_957
  static let epochMicroseconds: Int64 = epochDays * Timestamp.microsecondsPerDay

  init(
    vector: ColumnVector, rowCount: Int, places: UnsafeMutablePointer<Int>,
    target: UnsafeMutableRawPointer
  ) {
    self.rowCount = rowCount
    words = vector.words
    texts = vector.texts
    nulls = vector.hasNulls ? vector.nulls : nil
    self.places = places
    self.target = target
  }

  /// Writes the column; returns the first row whose value does not fit, or nil.
  func write(_ conversion: PostgresCopyColumn.Conversion) -> Int? {
    switch conversion {
    case .word: return fixed { word, _ in word }
    case .timestamp:
      return fixed { word, misfit in
        let (shifted, overflow) = word.subtractingReportingOverflow(Self.epochMicroseconds)
        misfit = misfit || overflow
        return shifted
      }
    case .timestampOfDate:
      return fixed { word, misfit in
        let (days, overflow) = word.subtractingReportingOverflow(Self.epochDays)
        let (result, tooFar) = days.multipliedReportingOverflow(by: Timestamp.microsecondsPerDay)
        misfit = misfit || overflow || tooFar
        return result
      }
    case .float8OfInteger: return fixed { word, _ in Double(word).bitPattern }
    case .float4OfInteger: return fixed { word, _ in Float(word).bitPattern }
    case .float4:
      return fixed { word, misfit in
        let number = Double(bitPattern: UInt64(bitPattern: word))
        let narrow = Float(number)
        misfit = misfit || (narrow.isInfinite && number.isFinite)
        return narrow.bitPattern
      }
    case .int4:
      return fixed { word, misfit in
        let narrow = Int32(truncatingIfNeeded: word)
        misfit = misfit || Int64(narrow) != word
        return narrow
      }
    case .int2:
      return fixed { word, misfit in
        let narrow = Int16(truncatingIfNeeded: word)
        misfit = misfit || Int64(narrow) != word
        return narrow
      }
    case .boolean:
      return fixed { word, misfit in
        misfit = misfit || word & ~1 != 0
        return UInt8(truncatingIfNeeded: word)
      }
    case .date:
      return fixed { word, misfit in
        let days = word &- Self.epochDays
        let narrow = Int32(truncatingIfNeeded: days)
        misfit = misfit || Int64(narrow) != days
        return narrow
      }
    case .bytes, .numericOfInteger, .numericOfReal, .numericOfText, .inet, .cidr:
      return bytes(prefix: nil)
    case .jsonb: return bytes(prefix: 1)
    case .uuid: return identifiers()
    case .serverInput: preconditionFailure("a table with such a column is in the text format")
    }
  }

  /// Fields of one width; the closure is part of the loop once this is compiled.
  @inline(__always)
  private func fixed<Payload: FixedWidthInteger>(
    _ convert: (_ word: Int64, _ misfit: inout Bool) -> Payload
  ) -> Int? {
    let byteCount = MemoryLayout<Payload>.size
    let length = Int32(truncatingIfNeeded: byteCount).bigEndian
    var misfit = false
    for row in 0..<rowCount {
      let place = target + places[row]
      if let nulls, nulls[row] != 0 {
        place.storeBytes(of: -1, as: Int32.self)
        places[row] += 4
        continue
      }
      let payload = convert(words[row], &misfit)
      place.storeBytes(of: length, as: Int32.self)
      place.storeBytes(of: payload.bigEndian, toByteOffset: 4, as: Payload.self)
      places[row] += 4 + byteCount
    }
    guard misfit else { return nil }
    for row in 0..<rowCount {
      if let nulls, nulls[row] != 0 { continue }
      var isHere = false
      _ = convert(words[row], &isHere)
      if isHere { return row }
    }
    return nil
  }

  /// Fields of any length; a value longer than a field can be does not fit.
  @inline(__always)
  private func bytes(prefix: UInt8?) -> Int? {
    for row in 0..<rowCount {
      let place = target + places[row]
      if let nulls, nulls[row] != 0 {
        place.storeBytes(of: -1, as: Int32.self)
        places[row] += 4
        continue
      }
      let cell = texts[row]
      let byteCount = cell.count + (prefix == nil ? 0 : 1)
      guard byteCount <= Int(Int32.max) else { return row }
      place.storeBytes(of: Int32(truncatingIfNeeded: byteCount).bigEndian, as: Int32.self)
      var start = place + 4
      if let prefix {
        start.storeBytes(of: prefix, as: UInt8.self)
        start += 1
      }
      start.copyMemory(from: cell.start, byteCount: cell.count)
      places[row] += 4 + byteCount
    }
    return nil
  }

  /// Fields of 16 bytes from 32 hexadecimal digits, with hyphens and braces wherever they are.
  private func identifiers() -> Int? {
    for row in 0..<rowCount {
      let place = target + places[row]
      if let nulls, nulls[row] != 0 {
        place.storeBytes(of: -1, as: Int32.self)
        places[row] += 4
        continue
      }
      place.storeBytes(of: Int32(16).bigEndian, as: Int32.self)
      guard Self.writeIdentifier(texts[row], to: place + 4) else { return row }
      places[row] += 20
    }
    return nil
  }

  private static func writeIdentifier(_ cell: TextCell, to target: UnsafeMutableRawPointer) -> Bool
  {
    var digitCount = 0
    var byte: UInt8 = 0
    for position in 0..<cell.count {
      let character = cell.start[position]
      let digit: UInt8
      switch character {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = character - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = character - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = character - UInt8(ascii: "A") + 10
      case UInt8(ascii: "-"), UInt8(ascii: "{"), UInt8(ascii: "}"): continue
      default: return false
      }
      guard digitCount < 32 else { return false }
      byte = byte << 4 | digit
      if digitCount % 2 == 1 {
        target.storeBytes(of: byte, toByteOffset: digitCount / 2, as: UInt8.self)
      }
      digitCount += 1
    }
    return digitCount == 32
  }
}
