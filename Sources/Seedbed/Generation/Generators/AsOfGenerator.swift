/// The instant that the run takes for now, for every row.
struct AsOfGenerator: ColumnGenerator {
  func bound(to binding: PlanBinding) -> any ColumnGenerator {
    ConstantGenerator(.timestamp(binding.asOf))
  }

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { .timestamp }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    preconditionFailure("asOf is filled in before a plan runs")
  }
}

extension Generator {
  /// The instant that the run takes for now, for every row.
  public static var asOf: Generator { Generator(AsOfGenerator()) }
}
