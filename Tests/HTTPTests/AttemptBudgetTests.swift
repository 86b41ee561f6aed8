import Core
import HTTP
import Testing

@Suite struct AttemptBudgetTests {
  private let policy = RetryPolicy(maxAttempts: 3, base: .seconds(1))

  @Test func attemptBudget_allowsAsManyRequestsAsItsPolicy() {
    var budget = AttemptBudget(policy)
    budget.record(wasSent: true)
    #expect(budget.wait(retryAfter: nil, random: 0.5) == .milliseconds(500))
    budget.record(wasSent: true)
    #expect(budget.wait(retryAfter: nil, random: 0.5) == .seconds(1))
    budget.record(wasSent: true)
    #expect(budget.wait(retryAfter: nil, random: 0.5) == nil)
    #expect(budget.attempts == 3)
  }

  @Test func attemptBudget_boundsTriesThatSentNothingWithoutCountingThem() {
    var budget = AttemptBudget(policy)
    budget.record(wasSent: false)
    budget.record(wasSent: true)
    budget.record(wasSent: false)
    #expect(budget.wait(retryAfter: nil, random: 0) == nil)
    #expect(budget.attempts == 1)
    #expect(budget.tries == 3)
  }

  @Test func attemptBudget_ofOneAllowsNoSecondRequest() {
    var budget = AttemptBudget(RetryPolicy(maxAttempts: 1))
    budget.record(wasSent: true)
    #expect(budget.wait(retryAfter: .zero, random: 0) == nil)
  }

  @Test func attemptBudget_waitsAsTheServiceAsks() {
    var budget = AttemptBudget(policy)
    budget.record(wasSent: true)
    #expect(budget.wait(retryAfter: .seconds(7), random: 0) == .seconds(7))
    #expect(budget.wait(retryAfter: .seconds(61), random: 0) == nil)
  }

  @Test(arguments: [
    (TransportError.Kind.unresolved, false), (.refused, false), (.connectTimeout, false), (.tls("expired"), false),
    (.timeout, true), (.closed, true), (.truncated, true), (.malformed, true),
  ])
  func transportError_saysWhetherTheRequestWasSent(kind: TransportError.Kind, wasSent: Bool) {
    let error = TransportError(kind, host: "h")
    #expect(error.wasSent == wasSent)
    #expect(error.failure(service: "sts").attempts == (wasSent ? 1 : 0))
  }
}
