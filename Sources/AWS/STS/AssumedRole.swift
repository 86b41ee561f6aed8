import Core

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The result of assuming a role.
struct AssumedRole: Sendable, Equatable {
  var credentials: Credentials
  var roleID: String?
  var arn: String?
  var requestID: String?
}
