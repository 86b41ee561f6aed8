import Core
import Testing

@testable import AWS

/// Refusals of STS about MFA: neither speaks of the trust policy, which is fine.
struct STSErrorTests {
  private static let absent =
    "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code."
  private static let invalid = "MultiFactorAuthentication failed with invalid MFA one time pass code."

  private func failure(_ message: String) -> (rule: String?, failure: Failure) {
    let context = AWSErrorContext(service: .sts, operation: "AssumeRole", region: "us-east-1", now: 0)
    let error = AWSServiceError(status: 403, code: "AccessDenied", message: message, requestID: "r-1")
    return (AWSErrorTable.rule(for: error, in: context)?.name, Failure(from: error, in: context))
  }

  @Test func stsError_aMissingCodeNamesTheDevice() {
    let (rule, failure) = failure(Self.absent)
    #expect(rule == "sts-mfa-absent")
    #expect(failure.code == .accessDenied)
    #expect(failure.sentence.hasSuffix(" can be assumed only with an MFA code"))
    let hints = failure.hints.map(\.description)
    #expect(
      hints.first
        == "set mfa_serial in the profile to the ARN of the MFA device, and run in a terminal: the code is asked there")
    #expect(!hints.contains { $0.contains("trust policy") })
    #expect(failure.serviceMessage == Self.absent)
  }

  @Test func stsError_aWrongCodeIsNoTrustPolicy() {
    let (rule, failure) = failure(Self.invalid)
    #expect(rule == "sts-mfa-invalid")
    #expect(failure.code == .accessDenied)
    #expect(failure.sentence.hasPrefix("the MFA code for "))
    #expect(!failure.hints.map(\.description).contains { $0.contains("trust policy") })
    #expect(failure.serviceMessage == Self.invalid)
  }
}
