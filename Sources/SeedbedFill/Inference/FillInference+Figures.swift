internal import Seedbed

extension FillInference {
  /// Least and greatest values that do not cross; totals that are what they are the total of.
  func relateFigures(_ drafts: inout ColumnDrafts) {
    for first in drafts.indices {
      for second in drafts.indices where first != second {
        guard let low = drafts[first].space as? NumberSpace,
          let high = drafts[second].space as? NumberSpace,
          Self.isPair(drafts[first].tokens, drafts[second].tokens),
          low.step == 1, high.step == 1,
          drafts[first].target.restriction.excluded.isEmpty,
          drafts[second].target.restriction.excluded.isEmpty
        else { continue }
        separate(first, low, second, high, &drafts)
      }
    }
    relateProducts(&drafts)
  }

  /// Gives the first column the lower part of the numbers that both have, the second the upper one.
  private func separate(
    _ first: Int, _ low: NumberSpace, _ second: Int, _ high: NumberSpace,
    _ drafts: inout ColumnDrafts
  ) {
    // In units of the coarser one, of which both have whole numbers.
    let scale = min(low.form.scale, high.form.scale)
    let lowUnit = NumberSpace.power(of10: low.form.scale - scale)
    let highUnit = NumberSpace.power(of10: high.form.scale - scale)
    let start = max(low.first / lowUnit, high.first / highUnit)
    let end = min(low.last / lowUnit, high.last / highUnit)
    let (width, overflow) = end.subtractingReportingOverflow(start)
    guard !overflow, width >= 2 else { return }
    let middle = start + width / 2
    guard
      let lower = NumberSpace(
        from: low.first, through: middle * lowUnit, form: low.form, shape: low.shape),
      let upper = NumberSpace(
        from: middle * highUnit + 1, through: high.last, form: high.form, shape: high.shape)
    else { return }
    drafts[first].source = .space(lower)
    drafts[first].wider = []
    drafts[first].reason += "; below \(drafts[second].column.name)"
    drafts[second].source = .space(upper)
    drafts[second].wider = []
    drafts[second].reason += "; above \(drafts[first].column.name)"
  }

  /// Total = price × quantity, where a table has one of each; sum = parts, where it has those.
  private func relateProducts(_ drafts: inout ColumnDrafts) {
    func only(_ condition: (ColumnDraft) -> Bool) -> Int? {
      let found = drafts.indices.filter { condition(drafts[$0]) && drafts[$0].space is NumberSpace }
      return found.count == 1 ? found[0] : nil
    }
    guard
      let total = only({ draft in
        draft.generator == "total" && draft.isFree && !draft.isInKey
          && !draft.tokens.contains("sub")
      })
    else { return }
    let price = only { $0.generator == "price" && $0.tokens.contains("price") }
    let quantity = only { $0.generator == "quantity" && $0.tokens.contains("quantity") }
    if let price, let quantity, relate(total, [price, quantity], .product, &drafts) { return }
    let parts = drafts.indices.filter { position in
      let draft = drafts[position]
      guard position != total, draft.space is NumberSpace else { return false }
      return draft.tokens.contains("sub") && draft.tokens.contains("total")
        || draft.generator == "tax" || ["freight", "shipping"].contains(draft.tokens.first ?? "")
    }
    if parts.contains(where: { drafts[$0].tokens.contains("sub") }), parts.count >= 2 {
      _ = relate(total, parts, .sum, &drafts)
    }
  }

  private func relate(
    _ total: Int, _ parts: [Int], _ operation: TotalGenerator.Operation,
    _ drafts: inout ColumnDrafts
  ) -> Bool {
    guard let own = drafts[total].space as? NumberSpace else { return false }
    let spaces = parts.compactMap { drafts[$0].space as? NumberSpace }
    guard spaces.count == parts.count, spaces.allSatisfy({ $0.first >= 0 }) else { return false }
    let generator = TotalGenerator(
      parts: parts.map { .column(drafts[$0].column.name) }, scales: spaces.map(\.form.scale),
      operation: operation, form: own.form)
    // What may become too large for the column is left alone.
    guard let largest = generator.mantissa(spaces.map(\.last)),
      let bound = drafts[total].target.largestMantissa(scale: own.form.scale), largest <= bound
    else { return false }
    drafts[total].read(
      parts.map { drafts[$0].column.name }, Generator(generator),
      because:
        "\(parts.map { drafts[$0].column.name }.joined(separator: operation == .sum ? " + " : " × "))"
    )
    return true
  }
}
