import Emulator
import TestSupport
import Testing

/// An HTML page in place of a service's answer: a proxy, a gateway or a login page stands between (contract §3).
@Suite struct ForeignPageTests {
  /// Instance metadata and containers are asked by other rules; a command can do without the optional operations.
  private static let endpoints = Endpoint.all.filter { ![.metadata, .container, .optional].contains($0.family) }
  private static let page =
    "<!DOCTYPE html>\n<html><head><title>\n  Access\tDenied &#8211; Corp&amp;Co </title></head></html>"

  private static func run(_ endpoint: Endpoint, _ kind: Fault.Kind, _ words: [String]) throws -> (Run, Sandbox) {
    let sandbox = try Sandbox { $0.faults = [Fault(kind, on: endpoint.pattern)] }
    try endpoint.prepare(sandbox)
    return (try sandbox.sva(endpoint.arguments + words, with: endpoint.variables(sandbox)), sandbox)
  }

  @Test(arguments: [200, 302, 401, 403, 404, 407, 429, 502, 520])
  func foreignPage_isNamed(_ status: Int) {
    let faults = Parallel.map(Self.endpoints.flatMap { endpoint in [["--json"], ["-q"]].map { (endpoint, $0) } }) {
      endpoint, words -> String? in
      do {
        let kind = Fault.Kind.answer(
          status: status, type: "text/html; charset=utf-8", headers: [("Via", "1.1 corp")], body: Array(Self.page.utf8))
        let (run, sandbox) = try Self.run(endpoint, kind, words + ["--max-attempts", "1"])
        let error = try words == ["--json"] ? ErrorOutput(json: run) : ErrorOutput(text: run)
        let isGateway = endpoint.family == .storyblok && status >= 500
        let text = error.sentence + "\n" + error.hints.joined(separator: "\n")
        let isRight =
          run.status == (isGateway ? 9 : 8) && error.serviceMessage == nil && text.contains(sandbox.emulator.url)
          && text.contains("“Access Denied – Corp&Co”") && text.contains("no proxy is in use for 127.0.0.1")
        guard isRight else { return "\(endpoint) \(words): \(run.status) \(text)" }
        guard let document = error.document else { return nil }
        let fields = [document["code"]?.string, document["http_status"]?.int.map { "\($0)" }]
        return fields == [isGateway ? "service_error" : "network", "\(status)"] ? nil : "\(endpoint): \(fields)"
      } catch { return "\(endpoint): \(error)" }
    }
    #expect(faults.compactMap { $0 } == [])
  }

  /// A status above 500 is tried again first.
  @Test(arguments: endpoints) func foreignPage_ofAServerIsTriedAgain(_ endpoint: Endpoint) throws {
    let (run, _) = try Self.run(endpoint, .html(status: 520), ["--json", "--max-attempts", "2"])
    #expect(try ErrorOutput(json: run).document?["attempts"]?.int == 2, "\(run.stdout)")
    let (refused, _) = try Self.run(endpoint, .html(status: 403), ["--json", "--max-attempts", "2"])
    #expect(try ErrorOutput(json: refused).document?["attempts"]?.int == 1, "\(refused.stdout)")
  }

  /// With a header field of AWS's own, and with JSON, XML or nothing, the answer is the service's.
  @Test(arguments: [
    ("text/html", [("x-amzn-RequestId", "r")], "<html><title>x</title></html>"), ("text/html", [], ""),
    ("text/html", [], #"{"message":"no"}"#), ("text/html", [], "<Error><Message>no</Message></Error>"),
  ])
  func foreignPage_isNoAnswerOfTheService(_ type: String, _ headers: [(String, String)], _ body: String) throws {
    let sandbox = try Sandbox {
      $0.faults = [Fault(.answer(status: 403, type: type, headers: headers, body: Array(body.utf8)), on: "bedrock")]
    }
    let run = try sandbox.sva(["ask", "--no-search", "-m", Endpoint.model, "--json", "--max-attempts", "1", "hello"])
    #expect(try ErrorOutput(json: run).code == "access_denied")
  }

  /// A stream whose page arrives in pieces, and under another type.
  @Test func foreignPage_inPiecesIsNamed() throws {
    let sandbox = try Sandbox {
      $0.faults = [
        Fault(.answer(status: 200, type: "text/plain", headers: [], body: Array(Self.page.utf8)), on: "ConverseStream"),
        Fault(.drip(milliseconds: 1), on: "ConverseStream"),
      ]
    }
    let run = try sandbox.sva(["ask", "--no-search", "-m", Endpoint.model, "--json", "hello"])
    let error = try ErrorOutput(json: run)
    #expect(run.status == 8 && error.sentence.contains("“Access Denied – Corp&Co”"), "\(error.text)")
    #expect(sandbox.emulator.requests("ConverseStream").count == 1)
  }
}
