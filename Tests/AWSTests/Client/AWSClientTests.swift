import AWS
import Core
import HTTP
import Synchronization
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct AWSClientTests {
  private final class Recorder: Transport {
    let requests = Mutex<[Request]>([])
    let statuses: [Int]

    init(_ statuses: [Int]) { self.statuses = statuses }

    func send(_ request: Request) async throws(TransportError) -> Response {
      let number = requests.withLock { requests in
        requests.append(request)
        return requests.count
      }
      guard number <= statuses.count else { throw TransportError(.closed, host: "unexpected") }
      return Response(status: statuses[number - 1], url: request.url)
    }

    func stream(_ request: Request) async throws(TransportError) -> StreamingResponse {
      throw TransportError(.closed, host: "unexpected")
    }
  }

  private func client(_ transport: Recorder, url: String, _ authorization: AWSAuthorization) -> AWSClient {
    let seconds = Mutex(1_800_000_000.0)
    let clock = WallClock(
      now: {
        Date(
          timeIntervalSince1970: seconds.withLock {
            $0 += 60
            return $0
          })
      }, sleep: { _ in })
    let environment = Environment(clock: clock)
    return AWSClient(
      http: HTTPClient(transport: transport, environment: environment, log: .silent),
      environment: environment,
      endpoint: { _ throws(Failure) in
        guard let url = WebURL(url) else { throw Failure(.internal, "no URL", hint: "-") }
        return AWSEndpoint(url: url, signingRegion: "eu-west-1")
      }, authorize: { _ in authorization })
  }

  private let keys = Credentials(accessKeyID: "AKID", secretAccessKey: Secret("secret"))

  @Test func signsEachAttemptAfresh() async throws {
    let transport = Recorder([503, 200])
    let call = AWSCall(
      .bedrockRuntime, "Converse", method: "POST", path: "/model/a%3A0/converse", query: [("q", "a b")])
    let response = try await client(transport, url: "https://h.test/base", .sigV4(keys)).send(call)
    #expect(response.status == 200)
    let sent = transport.requests.withLock { $0 }
    #expect(sent.map(\.url.target) == Array(repeating: "/base/model/a%3A0/converse?q=a%20b", count: 2))
    let dates = sent.compactMap { $0.headers["X-Amz-Date"] }
    #expect(dates.count == 2 && dates[0] != dates[1])
    #expect(sent[0].headers["Authorization"]?.contains("/eu-west-1/bedrock/aws4_request") == true)
  }

  @Test func sendsAnAPIKeyAsItIs() async throws {
    let transport = Recorder([200])
    let call = AWSCall(.bedrock, "ListFoundationModels", method: "GET", path: "/foundation-models")
    _ = try await client(transport, url: "http://127.0.0.1:9", .bearer(Secret("ABSK-key"))).send(call)
    let sent = transport.requests.withLock { $0 }
    #expect(sent.first?.headers["Authorization"] == "Bearer ABSK-key")
    #expect(sent.first?.headers["X-Amz-Date"] == nil)
  }

  @Test func refusesPlainHTTPToAnotherMachine() async throws {
    for authorization in [AWSAuthorization.sigV4(keys), .bearer(Secret("key"))] {
      let transport = Recorder([])
      let call = AWSCall(.sts, "GetCallerIdentity", method: "POST", path: "/")
      do throws(Failure) {
        _ = try await client(transport, url: "http://sts.test", authorization).send(call)
        Issue.record("sent")
      } catch { #expect(error.code == .badConfig) }
      #expect(transport.requests.withLock { $0.isEmpty })
    }
  }
}
