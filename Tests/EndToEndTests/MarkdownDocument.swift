import Foundation

/// A document of the package, taken apart as far as tests look at it.
struct MarkdownDocument {
  /// A block of code between fences.
  struct Fence {
    /// What stands behind the opening fence, such as `swift`; often nothing.
    let language: String
    let lines: [String]

    var text: String { lines.joined(separator: "\n") }
  }

  /// The path within the package.
  let name: String
  let lines: [String]
  let fences: [Fence]
  /// The lines outside of fences.
  let prose: [String]

  init(_ name: String) throws {
    self.name = name
    let text = try String(contentsOfFile: "\(SeedbedExecutable.package)/\(name)", encoding: .utf8)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var fences: [Fence] = []
    var prose: [String] = []
    var open: (language: String, lines: [String])?
    for line in lines {
      if line.hasPrefix("```") {
        if let fence = open {
          fences.append(Fence(language: fence.language, lines: fence.lines))
          open = nil
        } else {
          open = (String(line.dropFirst(3)), [])
        }
      } else if open != nil {
        open?.lines.append(line)
      } else {
        prose.append(line)
      }
    }
    self.fences = fences
    self.prose = prose
  }

  /// All documents that a reader is sent to.
  static let names: [String] = {
    let docs = FileManager.default.enumerator(atPath: "\(SeedbedExecutable.package)/docs")
    let pages = (docs?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".md") }
    return [
      "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "snapshots/README.md",
    ] + pages.map { "docs/\($0)" }.sorted()
  }()

  /// The code within lines of prose, without the backticks.
  var spans: [String] {
    prose.flatMap { line in line.matches(of: /`([^`]+)`/).map { String($0.1) } }
  }

  /// The targets of links to other files, without their fragments.
  var links: [String] {
    prose.flatMap { line in
      line.matches(of: /\]\(([^)#]+)(#[^)]*)?\)/).map { String($0.1) }
    }.filter { !$0.contains("://") }
  }

  /// Whatever a reader may type: spans, and lines of fences that are no program text.
  var commandLines: [String] {
    spans
      + fences.filter { ["", "sh"].contains($0.language) }.flatMap(\.lines).map { line in
        line.split(separator: "#").first.map(String.init) ?? ""
      }
  }

  /// The rows of the table whose header begins with a text.
  func tableRows(header: String) -> [String] {
    guard let start = lines.firstIndex(where: { $0.hasPrefix(header) }) else { return [] }
    return Array(lines[start...].dropFirst(2).prefix { $0.hasPrefix("|") })
  }
}
