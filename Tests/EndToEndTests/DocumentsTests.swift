import Foundation
import Seedbed
import SeedbedFill
import TalentPlatform
import Testing

@testable import SeedbedCLI

/// The paths, commands, options and flags that the documents name are there, and the tables of the
/// README are what the program says.
@Suite struct DocumentsTests {
  @Test(arguments: MarkdownDocument.names)
  func namesPathsThatExist(name: String) throws {
    let document = try MarkdownDocument(name)
    let folder = name.split(separator: "/").dropLast().joined(separator: "/")
    for link in document.links {
      #expect(exists(folder.isEmpty ? link : "\(folder)/\(link)") || exists(link), "\(link)")
    }
    for span in document.spans where isPath(span) { #expect(exists(span), "\(span)") }
  }

  @Test(arguments: MarkdownDocument.names)
  func namesTasksOfTheMakefile(name: String) throws {
    let makefile = try String(
      contentsOfFile: "\(SeedbedExecutable.package)/Makefile", encoding: .utf8)
    let targets = Set(makefile.matches(of: /(?m)^([a-z-]+):/).map { String($0.1) })
    #expect(targets.isSuperset(of: ["demo", "test", "format", "lint", "docs", "bench", "clean"]))
    for line in try MarkdownDocument(name).commandLines {
      guard let task = line.prefixMatch(of: /\s*make ([a-z-]+)/) else { continue }
      #expect(targets.contains(String(task.1)), "\(line)")
    }
  }

  @Test(arguments: MarkdownDocument.names)
  func namesCommandsAndOptionsOfTheProgram(name: String) throws {
    let commands = Commands.all.map(\.words)
    let options = Set(Commands.allOptions(of: talentPlatform).map(\.name))
    for line in try MarkdownDocument(name).commandLines {
      if line.hasPrefix("--") {
        #expect(options.contains(String(line.prefix { $0 != " " && $0 != "=" })), "\(line)")
      }
      guard let call = line.firstMatch(of: /(?:^|[\s\/])seedbed(?: (.*))?$/) else { continue }
      let words = (call.1 ?? "").split(separator: " ")
      let called = words.prefix { $0.allSatisfy(\.isLowercase) }.map(String.init)
      if !called.isEmpty {
        #expect(commands.contains { called.starts(with: $0) }, "\(line)")
      }
      for word in words where word.hasPrefix("--") {
        #expect(options.contains(String(word.prefix { $0 != "=" })), "\(line)")
      }
    }
  }

  @Test(arguments: MarkdownDocument.names)
  func namesFlagsOfTheProgram(name: String) throws {
    let flags = Set(talentPlatform.allFlags.map(\.name))
    for line in try MarkdownDocument(name).commandLines {
      for word in line.matches(of: /\b(SEED|SKIP|CREATE|BATCH|DATABASE)_[A-Z_]*[A-Z]\b/) {
        #expect(flags.contains(String(word.0)), "\(line)")
      }
    }
  }

  @Test func readmeListsEveryFlag() throws {
    let expected = talentPlatform.allFlags.map { flag in
      "| `\(flag.name)` | `\(OptionDeclaration(flag).usage)` | `\(flag.defaultText)` "
        + "| \(flag.meaning) |"
    }
    #expect(try readme.tableRows(header: "| variable | option |") == expected)
  }

  @Test func readmeListsEveryCommand() throws {
    let expected = Commands.all.map { "| `seedbed \($0.usage)` | \($0.summary) |" }
    #expect(try readme.tableRows(header: "| command |") == expected)
  }

  @Test func readmeListsEveryOption() throws {
    let expected = Commands.allOptions(of: talentPlatform).filter { $0.flag == nil }.map { option in
      let users = Commands.all.filter { $0.options.contains(option) }.map(\.name)
      return "| `\(option.usage)` | \(option.meaning) "
        + "| \(users.isEmpty ? "all" : users.joined(separator: ", ")) |"
    }
    #expect(try readme.tableRows(header: "| option | meaning |").sorted() == expected.sorted())
  }

  @Test func readmeListsEveryExitStatus() throws {
    let statuses = try readme.tableRows(header: "| status |").compactMap { row in
      row.split(separator: " ").dropFirst().first.flatMap { Int32($0) }
    }
    #expect(statuses == ExitStatus.allCases.map(\.rawValue))
  }

  @Test func readmeListsEveryGenerator() throws {
    let listed = try readme.tableRows(header: "| subject | generators |").flatMap { row in
      row.matches(of: /`([a-z0-9_]+)`/).map { String($0.1) }
    }
    #expect(listed == GeneratorRegistry.standard.generators.map(\.name))
  }

  @Test func readmeSaysWhatTheDemoIs() throws {
    let text = try readme.lines.joined(separator: " ")
    let schema = try String(
      contentsOfFile: "\(SeedbedExecutable.package)/steps/schema/sqlite.sql", encoding: .utf8)
    let tableCount = schema.split(separator: "\n").count { $0.hasPrefix("CREATE TABLE ") }
    #expect(text.contains("\(talentPlatform.steps.count) steps and \(tableCount) tables"))
  }

  @Test func architectureNamesEveryFolder() throws {
    let spans = Set(try MarkdownDocument("ARCHITECTURE.md").spans)
    for parent in ["Sources", "Sources/Seedbed", "Sources/Seedbed/Generation", "steps"] {
      let path = "\(SeedbedExecutable.package)/\(parent)"
      for name in try FileManager.default.contentsOfDirectory(atPath: path) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder),
          isFolder.boolValue
        else { continue }
        #expect(spans.contains("\(parent)/\(name)/"), "\(parent)/\(name)/")
      }
    }
  }

  @Test func readmeShowsProgramsThatCompile() throws {
    let examples = try String(
      contentsOfFile: "\(SeedbedExecutable.package)/Tests/EndToEndTests/ReadmeExamples.swift",
      encoding: .utf8)
    let programs = try readme.fences.filter { $0.language == "swift" }
    #expect(programs.count == 4)
    for program in programs { #expect(examples.contains(program.text), "\(program.text)") }
  }

  private var readme: MarkdownDocument { get throws { try MarkdownDocument("README.md") } }

  /// Whether a span is a path within the package: it has a folder, or is a document.
  private func isPath(_ span: String) -> Bool {
    span.wholeMatch(of: /[A-Za-z0-9_.+-]+(\/[A-Za-z0-9_.+-]+)*\/?/) != nil
      && (span.contains("/") || span.hasSuffix(".md"))
      && !span.hasPrefix(".build/") && !span.contains("NN_")
  }

  private func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(SeedbedExecutable.package)/\(path)")
  }
}
