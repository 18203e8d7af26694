import Foundation
import Seedbed
import Testing

@testable import SeedbedFill

/// JSON documents of a structure: valid, each from its number alone, different where that is promised.
@Suite struct DocumentSpaceTests {
  private func documents(_ space: DocumentSpace, _ indices: [UInt64]) -> [String] {
    let vector = ColumnVector(kind: .text)
    vector.reset(rowCount: indices.count)
    indices.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      space.fill(vector, indices: base, rowCount: indices.count)
    }
    return (0..<indices.count).map { vector[$0].asString ?? "" }
  }

  private func words(_ texts: [String]) -> DocumentSpace.Piece {
    .value(TextSpace(WordList(texts)), isText: true, isUnique: false)
  }

  @Test func hasEachDocumentOnce() throws {
    let numbers = try #require(NumberSpace(from: -1, through: 2))
    let space = DocumentSpace([
      .raw("{\"a\": "), words(["x", "y", "z"]), .raw(", \"n\": "),
      .value(numbers, isText: false, isUnique: false), .raw("}"),
    ])
    #expect(space.count == 12)
    let all = documents(space, Array(0..<12))
    #expect(Set(all).count == 12)
    #expect(all.contains("{\"a\": \"y\", \"n\": -1}"))
    #expect(documents(space, [7]) == [all[7]])
  }

  @Test func quotesWhatJSONQuotes() throws {
    let texts = ["\"", "\\", "a\nb\u{1}", "ü€"]
    let space = DocumentSpace([.raw("["), words(texts), .raw("]")])
    for (document, text) in zip(documents(space, [0, 1, 2, 3]), texts) {
      let parsed = try JSONSerialization.jsonObject(with: Data(document.utf8)) as? [String]
      #expect(parsed == [text])
    }
  }

  @Test func keepsUniquePartsApart() throws {
    let keys = try #require(NumberSpace(from: 1, through: 500))
    let space = DocumentSpace([
      .raw("{\"id\": "), .value(keys, isText: false, isUnique: true), .raw(", \"a\": "),
      words(["x", "y", "z"]), .raw("}"),
    ])
    #expect(space.count == 500)
    let all = documents(space, Array(0..<500))
    #expect(Set(all.map { $0.prefix { $0 != "," } }).count == 500)
    #expect(Set(all.map { $0.suffix(5) }).count == 3)
  }
}
