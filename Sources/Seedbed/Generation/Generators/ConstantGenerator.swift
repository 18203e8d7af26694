/// One value for every row.
struct ConstantGenerator: ColumnGenerator {
  let value: DatabaseValue
  private let storage: PoolStorage

  init(_ value: DatabaseValue) {
    self.value = value
    switch value {
    case .text(let text): storage = PoolStorage(texts: [text])
    case .blob(let bytes): storage = PoolStorage(bytes: bytes)
    case .integer(let number): storage = PoolStorage(kind: .integer, words: [number])
    case .bool(let truth): storage = PoolStorage(kind: .boolean, words: [truth ? 1 : 0])
    case .real(let number):
      storage = PoolStorage(kind: .real, words: [Int64(bitPattern: number.bitPattern)])
    case .timestamp(let instant):
      storage = PoolStorage(kind: .timestamp, words: [instant.microseconds])
    case .date(let day): storage = PoolStorage(kind: .date, words: [Int64(day.dayNumber)])
    case .null: storage = PoolStorage(kind: .integer, words: [0])
    }
  }

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { storage.kind }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    if storage.kind.isText {
      output.texts.update(repeating: storage.texts[0], count: frame.rowCount)
    } else {
      output.words.update(repeating: storage.words[0], count: frame.rowCount)
    }
    if value == .null {
      output.beginNulls(rowCount: frame.rowCount)
      output.nulls.update(repeating: 1, count: frame.rowCount)
    }
  }
}

extension Generator {
  /// The same value for every row.
  public static func constant(_ value: some DatabaseValueConvertible) -> Generator {
    Generator(ConstantGenerator(value.databaseValue))
  }

  /// NULL for every row.
  public static var null: Generator { Generator(ConstantGenerator(.null)) }
}
