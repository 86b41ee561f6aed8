import Foundation
import Fuzz
import TestSupport
import Testing

/// Each target for a moment, with the same inputs every time. `make fuzz` runs them for as long as wanted.
@Suite struct FuzzTests {
  /// About a tenth of a second each in a debug build.
  static let inputs = 300

  @Test(arguments: FuzzTarget.all.map(\.name))
  func fuzz_generatedInputsKeepEveryRule(name: String) async throws {
    let target = try #require(FuzzTarget.named(name))
    var run = FuzzRun(target, seed: 20_260_101)
    try await run.run(Self.inputs, longest: .seconds(300))
    // The run saw more than one outcome: a target that reads nothing would prove nothing.
    // Few bytes of a database are read by one search, so few inputs differ there.
    #expect(run.kept > (name == "index-file" ? 2 : 10))
  }

  @Test
  func fuzz_repeatsItsInputsForASeed() async throws {
    let target = try #require(FuzzTarget.named("dotenv"))
    var (one, two) = (FuzzRun(target, seed: 7), FuzzRun(target, seed: 7))
    for _ in 0..<100 {
      let input = one.input()
      #expect(two.input() == input)
      let outcome = try await target.tryInput(input)
      one.learn(input, outcome)
      two.learn(input, outcome)
    }
    var other = FuzzRun(target, seed: 8)
    #expect((0..<10).map { _ in other.input() } != (0..<10).map { _ in two.input() })
  }

  @Test(arguments: Seeds.all)
  func fuzz_keptInputsKeepEveryRule(seed: Seeds.Seed) async throws {
    let target = try #require(FuzzTarget.named(seed.target))
    let input = Array(try Data(contentsOf: seed.file))
    let clock = ContinuousClock()
    let start = clock.now
    _ = try await target.tryInput(input)
    #expect(clock.now - start < .seconds(60))
  }
}

/// The kept inputs: `Seeds/TARGET/NAME`.
enum Seeds {
  struct Seed: Sendable, CustomTestStringConvertible {
    let target: String
    let file: URL
    var testDescription: String { "\(target)/\(file.lastPathComponent)" }
  }

  static let all: [Seed] = {
    let folder = URL(filePath: Fixture("", in: "Seeds").path)
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().compactMap { name in
      let parts = name.split(separator: "/")
      guard parts.count == 2, parts[1].first != "." else { return nil }
      return Seed(target: String(parts[0]), file: folder.appendingPathComponent(name))
    }
  }()
}
