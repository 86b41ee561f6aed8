import Foundation
import TestSupport
import Testing

@testable import CLI

/// Help and manual pages as a whole.
@Suite struct DocumentationTests {
  static let pages = ["sva"] + CommandTable.specs.map(\.name) + HelpTopic.all.map(\.name)

  @Test(arguments: pages) func helpIsAsRecorded(name: String) throws {
    let text = HelpPage.text(about: name == "sva" ? nil : name, width: 80).plain
    try expectGolden(text, "help-\(name).txt")
  }

  @Test func helpIsAsRecordedOnANarrowTerminal() throws {
    try expectGolden(HelpPage.text(about: "search", width: 40).plain, "help-search-40.txt")
  }

  @Test(arguments: pages, [40, 60, 80, 100, 200]) func helpFitsTheTerminal(name: String, width: Int) {
    let text = HelpPage.text(about: name == "sva" ? nil : name, width: width).plain
    let limit = min(width, 100)
    // Text to copy is never broken: examples, usage and names.
    let long = text.split(separator: "\n").filter {
      DisplayWidth.of($0) > limit && $0.contains(" ") && !$0.hasPrefix("  sva ") && !$0.contains("| sva ")
        && !$0.hasPrefix("  eval ")
    }
    #expect(long.filter { $0.split(separator: " ").count > 3 } == [])
  }

  @Test func manualPagesAreTheCommittedOnes() throws {
    let folder = Fixture.project + "/man"
    for page in ManPage.all {
      let text = try String(contentsOfFile: "\(folder)/\(page.name).1", encoding: .utf8)
      #expect(text == page.text, "\(page.name): run make man")
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".1") }
    #expect(files.sorted() == ManPage.all.map { $0.name + ".1" }.sorted())
  }

  @Test(.enabled(if: ExternalProgram("mandoc").isTried, "mandoc is not installed"))
  func manualPagesAreCleanMdoc() async throws {
    let folder = try TemporaryFolder()
    for page in ManPage.all {
      let file = try folder.write(page.text, to: page.name + ".1")
      let found = try await ExternalProgram("mandoc").run(["-T", "lint", file])
      // mandoc finds our own pages only when they are installed.
      let messages = (found.output + found.error).split(separator: "\n").filter {
        !$0.contains("referenced manual not found: Xr sva")
      }
      #expect(messages == [])
    }
  }

  @Test func manualPagesReferToEachOther() {
    let names = Set(ManPage.all.map(\.name))
    for page in ManPage.all {
      for line in page.text.split(separator: "\n") where line.hasPrefix(".Xr ") {
        #expect(names.contains(String(line.split(separator: " ")[1])), "\(line)")
      }
    }
  }

  @Test func aLineThatLooksLikeACommandStaysText() {
    #expect(Mdoc.text(".Sh x") == "\\&.Sh x\n")
    #expect(Mdoc.literal("a\\b -c 'd'") == "a\\eb \\-c \\(aqd\\(aq\n")
    #expect(Mdoc.text("One. Two.") == "One.\nTwo.\n")
    #expect(Mdoc.argument("N") == "\"\\&N\"")
  }

  @Test func manualsArePrintedByName() async throws {
    let list = try await sva(["help", "--man-pages"])
    #expect(list.output.split(separator: "\n").map(String.init) == ManPage.all.map(\.name))
    let page = try await sva(["help", "--man", "sva-ask"])
    #expect(page.status == 0 && page.output.hasPrefix(".Dd "))
    let none = try await sva(["help", "--man", "sva-nothing"])
    #expect(
      none.status == 2
        && none.error.hasPrefix("sva: no manual page 'sva-nothing'\n  hint: the pages are sva, "))
  }
}
