import Core
import HTTP
import Storyblok

/// Fetches the pages of a space's published stories, as many at once and at the pace that `sva` finds, and throws them
/// away: what reading takes without any use of what is read.
enum PagesAlone {
  private enum Event: Sendable {
    case answered(Int, sent: Double, status: Int, size: Int, total: Int?)
    case awake
  }

  /// `sva-bench pages URL TOKEN`; the exit status is 1 if a request failed.
  static func run(_ words: [String]) async -> Int32 {
    guard words.count == 2 else {
      print("usage: sva-bench pages URL TOKEN")
      return 2
    }
    let environment = Environment()
    let http = HTTPClient(transport: CurlTransport(environment: environment), environment: environment, log: .silent)
    guard case .answered(_, _, 200, let size, let total?) = await fetch(1, words, http, sent: 0) else {
      return 1
    }
    var left = Array((2...max(2, (total + 24) / 25)).reversed())
    var controller = RateController(allowance: 50)
    controller.succeeded(size: size)
    var inFlight = 0
    var isSleeping = false
    return await withTaskGroup(of: Event.self) { group in
      while !left.isEmpty || inFlight > 0 {
        starting: while let page = left.last {
          let now = environment.clock.uptime() / .seconds(1)
          switch controller.verdict(inFlight: inFlight, now: now) {
          case .start:
            left.removeLast()
            inFlight += 1
            controller.started(now: now)
            group.addTask { await fetch(page, words, http, sent: now) }
          case .hold: break starting
          case .wait(let time):
            if !isSleeping {
              isSleeping = true
              group.addTask {
                try? await Task.sleep(for: time)
                return .awake
              }
            }
            break starting
          }
        }
        switch await group.next() {
        case .awake: isSleeping = false
        case .answered(_, let sent, 200, let size, _):
          inFlight -= 1
          controller.succeeded(size: size, sent: sent)
        case .answered(let page, let sent, 429, _, _):
          inFlight -= 1
          left.append(page)
          controller.refused(
            sent: sent, now: environment.clock.uptime() / .seconds(1), retryAfter: nil, random: environment.randomUnit()
          )
        default: return 1
        }
      }
      group.cancelAll()
      return 0
    }
  }

  private static func fetch(
    _ page: Int, _ words: [String], _ http: HTTPClient, sent: Double
  ) async -> Event {
    let query = "token=\(words[1])&version=published&per_page=25&page=\(page)&cv=1"
    guard let url = WebURL("\(words[0])/v2/cdn/stories?\(query)"),
      let response = try? await http.send(
        HTTPClient.Exchange(
          service: "storyblok", operation: "stories", retry: RetryPolicy(maxAttempts: 1, base: .milliseconds(500)),
          make: { () throws(Failure) in Request("GET", url) }, classify: { _ in .done }))
    else { return .answered(page, sent: sent, status: 0, size: 0, total: nil) }
    return .answered(
      page, sent: sent, status: response.status, size: response.body.count,
      total: response.headers["Total"].flatMap { Int($0) })
  }
}
