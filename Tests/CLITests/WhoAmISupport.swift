import AWS
import Core
import CredentialScenarios
import Foundation
import HTTP

@testable import CLI

/// Runs `sva` in the home of a scenario; STS names the caller.
func sva(
  _ words: [String], in home: ScenarioHome, variables more: [String: String] = [:]
) async -> Ran {
  let out = Memory()
  let err = Memory()
  var world = home.settings.environment
  world.variables.merge(more) { $1 }
  let streams = Streams(input: Input { _ in [] }, output: out.sink, error: err.sink)
  let status = await run(arguments: words, environment: world, streams: streams, transport: home.transport)
  return Ran(status: status, output: out.text, error: err.text)
}

extension CredentialScenario {
  /// The scenario with an STS that answers GetCallerIdentity.
  var identified: CredentialScenario {
    var copy = self
    copy.rules.append(.callerIdentity())
    return copy
  }
}

extension AnswerRule {
  /// STS's answer to GetCallerIdentity.
  static func callerIdentity(
    arn: String = "arn:aws:iam::111122223333:user/team/alice", date: String = "Fri, 15 Jan 2027 08:00:00 GMT"
  ) -> AnswerRule {
    AnswerRule(
      method: "POST", path: "/sts", match: "Action=GetCallerIdentity", status: 200, headers: ["Date": date],
      body: "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>\(arn)</Arn><UserId>AIDAEXAMPLE</UserId>"
        + "<Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>")
  }
}
