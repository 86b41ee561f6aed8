import Core
import HTTP
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@testable import AWS

/// Recorded answers of embedding models.
@Suite(.enabled(if: Recordings.folder != nil, "not run: SVA_RECORDINGS names no folder of recorded exchanges"))
struct EmbeddingRecordingTests {
  /// A recorded request as its project sent it.
  private struct Sent: Decodable {
    var id: String
    var operation: String
    var model: String
    var request: JSONValue
    var body: String
  }

  private static func exchanges() throws -> [Sent] {
    let file = try #require(Recordings.folder) + "/embeddings.jsonl"
    guard let data = try? Data(contentsOf: URL(filePath: file)) else { return [] }
    return try data.split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(Sent.self, from: $0) }
  }

  /// The vectors are the recorded numbers, and the tokens are counted.
  @Test func recording_ofEmbeddingsIsRead() async throws {
    for exchange in try Self.exchanges() where exchange.operation == "InvokeModel" {
      let comment: Comment = "\(exchange.id)"
      let family = try #require(EmbeddingFamily(of: exchange.model), comment)
      let numbers = try #require(Self.numbers(exchange.body), comment)
      let vectors = try EmbeddingAnswer.vectors(
        Array(exchange.body.utf8), family: family, count: 1, dimensions: numbers.count)
      let length = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(abs(length - 1) < 0.01, comment)
      for (found, number) in zip(vectors[0], numbers) { #expect(abs(Double(found) - number / length) < 1e-6, comment) }
    }
  }

  /// The members of our requests are those of the recorded ones.
  @Test func recording_ofEmbeddingsWasAskedAlike() throws {
    for exchange in try Self.exchanges() where exchange.operation == "InvokeModel" {
      let family = try #require(EmbeddingFamily(of: exchange.model))
      let own = try JSONDecoder().decode(
        JSONValue.self, from: Data(EmbeddingBody.bytes(["a"], as: .query, family: family)))
      #expect(Self.shape(own) == Self.shape(exchange.request), "\(exchange.id)")
    }
  }

  /// The names of all members.
  private static func shape(_ value: JSONValue, _ path: String = "") -> Set<String> {
    guard case .object(let members) = value else { return [path] }
    return members.reduce(into: []) { $0.formUnion(shape($1.value, path + "/" + $1.key)) }
  }

  /// The first list of numbers in an answer.
  private static func numbers(_ body: String) -> [Double]? {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(body.utf8)) else { return nil }
    let candidates = [
      value["embedding"], value["embeddings"]?.array?.first, value["embeddings"]?["float"]?.array?.first,
      value["embeddings"]?.array?.first?["embedding"],
    ]
    return candidates.compactMap { $0?.array?.compactMap(\.number) }.first { !$0.isEmpty }
  }
}
