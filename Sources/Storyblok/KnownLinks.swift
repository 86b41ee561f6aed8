/// Where links lead, as far as this process has read.
struct KnownLinks: Sendable {
  /// Paths by uuid.
  var paths: [String: String] = [:]
  /// Uuids the management API knows no story of: links to what was deleted are not asked for again and again.
  var missing: Set<String> = []
  /// The page of the delivery API's links to read next; nil after the last.
  var nextPage: Int? = 1
  /// Whether a request has failed, so that no other is made.
  var isLost = false
}
