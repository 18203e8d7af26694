internal import Seedbed

/// A condition over columns of two keys that share columns, as `a <> b` is of `(project, a)` and
/// `(project, b)`: a row of the first key's parent needs a partner with which it holds.
struct PartnerCondition {
  let criterion: any RowCriterion
  /// For each column that it reads, whether the partner has it, and the column's name there.
  let inputs: [(isPartners: Bool, column: String)]

  /// The partners that a row is tried with.
  private static let trialCount = 16

  /// The rows of a key's parent that have a partner with which the condition holds, as far as some
  /// partners of each tell.
  ///
  /// - Parameters:
  ///   - own: of the key's parent, what has to agree, then what the condition reads.
  ///   - partners: of the partners' table, what the condition reads.
  ///   - groups: the partners by what has to agree.
  ///   - agreeing: how many columns have to agree.
  func rows(
    of own: ParentRows, _ partners: ParentRows, _ groups: RowGroups, agreeing: Int
  ) throws -> [Int32] {
    var found: [Int32] = []
    try own.scan(Array(0..<agreeing)) { start, vectors, rowCount in
      var owns: [Int64] = []
      var others: [Int64] = []
      for row in 0..<rowCount {
        let members = groups.rows(RowGroups.hash(vectors, row))
        let step = max(1, (members.count - 1 + Self.trialCount - 2) / (Self.trialCount - 1))
        var tried = Array(stride(from: members.startIndex, to: members.endIndex, by: step))
        if let last = members.indices.last, tried.last != last { tried.append(last) }
        for place in tried {
          owns.append(Int64(start + row))
          others.append(Int64(members[place]))
        }
      }
      let rejected = try criterion.rejected(
        try columns(own, owns, partners, others, agreeing: agreeing), rowCount: owns.count)
      for (pair, row) in owns.enumerated()
      where rejected[pair] == 0 && found.last != Int32(row) { found.append(Int32(row)) }
    }
    return found
  }

  /// What the condition reads, for pairs of a row and a partner.
  private func columns(
    _ own: ParentRows, _ owns: [Int64], _ partners: ParentRows, _ others: [Int64], agreeing: Int
  ) throws -> [ColumnVector] {
    var ownColumn = agreeing
    var partnersColumn = 0
    return try inputs.map { input in
      let (rows, numbers) = input.isPartners ? (partners, others) : (own, owns)
      let column = input.isPartners ? partnersColumn : ownColumn
      if input.isPartners { partnersColumn += 1 } else { ownColumn += 1 }
      let vector = ColumnVector(kind: rows.kinds[column])
      vector.reset(rowCount: numbers.count)
      try numbers.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        try rows.fill(vector, column: column, rows: base, rowCount: numbers.count)
      }
      return vector
    }
  }
}
