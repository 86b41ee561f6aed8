#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A file that is committed beside the tests of a target.
package struct Fixture {
  /// The file's absolute path.
  package let path: String

  /// The file `name` in the folder `Fixtures`, or another one, of the test target of the calling file.
  package init(_ name: String, in folder: String = "Fixtures", caller: String = #filePath) {
    let target = caller.dropFirst(Fixture.project.count + "/Tests/".count).prefix { $0 != "/" }
    path = "\(Fixture.project)/Tests/\(target)/\(folder)/\(name)"
  }

  /// The root of the project.
  package static let project = String(#filePath.dropLast("/Tests/TestSupport/Fixture.swift".count))

  /// The file's bytes.
  package func bytes() throws -> [UInt8] { Array(try data()) }

  /// The file's text.
  package func text() throws -> String { String(decoding: try data(), as: UTF8.self) }

  /// The file decoded from JSON.
  package func json<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
    try JSONDecoder().decode(type, from: data())
  }

  /// The lines of the file, each decoded from JSON.
  package func lines<Line: Decodable>(as type: Line.Type = Line.self) throws -> [Line] {
    try data().split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(type, from: $0) }
  }

  private func data() throws -> Data { try Data(contentsOf: URL(filePath: path)) }
}
