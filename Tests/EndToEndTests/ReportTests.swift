import Foundation
import Seedbed
import Testing

/// What `--json` writes.
@Suite struct ReportTests {
  @Test func writesTheWholeRun() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await SeedbedExecutable.run(
      ["run", "--json", "report.json"], in: folder, environment: ["SEED": "7"])
    #expect(outcome.status == 0, "\(outcome)")
    #expect(try folder.files() == ["report.json", "seedbed.sqlite"])
    let report = try JSONText.decode(RunReport.self, from: try folder.read("report.json"))
    #expect(report.schemaVersion == RunReport.currentSchemaVersion)
    #expect(report.steps.count == 37)
    #expect(report.configuration.seed == 7)
    #expect(report.validation?.results.count == 14)
    #expect(report.metrics?.tables.first { $0.name == "players" }?.rows == 47)
    #expect(report.exitStatus == .done)
  }

  @Test func leavesStandardOutputToTheReport() async throws {
    let folder = try await Seeded.folder()
    let outcome = try await SeedbedExecutable.run(["--json", "-"], in: folder)
    #expect(outcome.status == 0, "\(outcome)")
    _ = try JSONText.decode(RunReport.self, from: outcome.output)
    #expect(outcome.errors.contains("Total  "))
  }

  @Test func writesFiguresChecksAndDigests() async throws {
    let folder = try await Seeded.folder()
    let metrics = try await SeedbedExecutable.run(["metrics", "--json=-"], in: folder)
    let figures = try JSONText.decode(MetricsReport.self, from: metrics.output)
    #expect(figures.tables.contains { $0.name == "avatars" && $0.rows == 42 })
    let validation = try await SeedbedExecutable.run(["validate", "--json=-"], in: folder)
    #expect(try JSONText.decode(ValidationReport.self, from: validation.output).passed)
    let digest = try await SeedbedExecutable.run(["digest", "--json=-"], in: folder)
    let text = try await Seeded.digest
    #expect(
      text.hasSuffix(try JSONText.decode(DigestReport.self, from: digest.output).total + "\n"))
  }

  @Test func reportsAFailureToo() async throws {
    let folder = try TemporaryFolder()
    let project = try ProjectCopy.make(in: folder)
    try ProjectCopy.replace("categories.tsv", of: project) { _ in nil }
    let outcome = try await SeedbedExecutable.run(
      ["--project", project, "--json", "r.json"], in: folder)
    #expect(outcome.status == 1, "\(outcome)")
    let report = try JSONText.decode(RunReport.self, from: try folder.read("r.json"))
    #expect(report.exitStatus == .failed)
    #expect(report.steps.contains { $0.outcome == .failed })
  }
}
