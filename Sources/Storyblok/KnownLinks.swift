/// The paths of linked stories, as far as they were read.
struct KnownLinks: Sendable {
  /// Paths by uuid.
  var paths: [String: String] = [:]
  /// Uuids without a story in the management API, such as those of deleted stories; they are requested once.
  var missing: Set<String> = []
  /// The next page of the delivery API's links; nil after the last.
  var nextPage: Int? = 1
  /// Whether a request has failed; then no other is sent.
  var isLost = false
}
