/// The labels of options that were read in this run, and how far they were read.
struct KnownLabels: Sendable {
  var labels = OptionLabels()
  /// The schema of the space's blocks; nil before it was read. The delivery API has none.
  var schema: OptionSchema?
  /// The datasources whose entries were read.
  var datasources: Set<String> = []
  /// Whether all that the API tells was read, or a request has failed; then no other is sent.
  var isDone = false
  /// The most requests for datasources in one run.
  static let mostRequests = 20
}
