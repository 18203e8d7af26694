internal import Seedbed

/// What somebody earns in a year, from category, title, level and realm.
///
/// The middle of a category is the geometric mean of its salary range; level and title scale it,
/// within the range; realm and exchange rate carry it over into the realm's currency.
enum SalaryModel {
  /// The yearly salary in US dollars at the level of the United States; within the category's range.
  static func dollars(category: Category, title: JobTitle, level: SeniorityLevel) -> Int {
    let low = Double(category.salaryRange.lowerBound)
    let high = Double(category.salaryRange.upperBound)
    let middle = (low * high).squareRoot()
    let amount = middle * Double(level.salaryPercent) * Double(title.salaryFactor) / 10_000
    return Int(min(max(amount, low), high))
  }

  /// A range around the yearly salary in the realm's currency, rounded as people round.
  ///
  /// - Parameter percent: where the range begins and ends, in percent of the salary.
  static func range(
    category: Category, title: JobTitle, level: SeniorityLevel, realm: Realm,
    percent: ClosedRange<Int>
  ) -> (low: Int, high: Int) {
    let dollars = Double(dollars(category: category, title: title, level: level))
    let local = dollars * Double(realm.salaryFactor) / 100 * realm.currencyPerUSD
    return (
      rounded(local * Double(percent.lowerBound) / 100),
      rounded(local * Double(percent.upperBound) / 100)
    )
  }

  private static func rounded(_ amount: Double) -> Int {
    let unit = amount >= 1_000_000 ? 50_000.0 : amount >= 300_000 ? 10_000.0 : 1000.0
    return Int((amount / unit).rounded() * unit)
  }
}
